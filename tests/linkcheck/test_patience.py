from claims.linkcheck.patience import Patience

UNCONNECTED, CONNECTED = (0.0, 0), (0.1, 0)


def test_a_server_has_all_its_time():
    patience = Patience(20, 15, now=100)

    assert patience.complaint(119.9, CONNECTED) == ""
    assert patience.complaint(120.1, CONNECTED) == "not complete within 20.1 s"


def test_a_connection_that_does_not_come_about_is_awaited_for_ten_seconds():
    patience = Patience(20, 15, now=100)

    assert patience.complaint(109.9, UNCONNECTED) == ""
    assert patience.complaint(110.1, UNCONNECTED) == "no connection within 10.1 s"


def test_what_waited_for_us_is_excused_for_the_time_that_we_were_away():
    patience = Patience(20, 15, now=100)

    patience.resume(30, (0.1, 5_000))

    assert patience.taken(131) == 1
    assert patience.complaint(131, (0.1, 5_000)) == ""


def test_silence_is_no_better_for_our_having_been_away():
    patience = Patience(20, 15, now=100)
    patience.resume(1, CONNECTED)

    patience.resume(30, CONNECTED)

    assert patience.complaint(132, CONNECTED) == "not complete within 31.0 s"


def test_an_answer_that_trickles_is_not_awaited_to_the_end():
    patience = Patience(20, 15, now=100)
    assert patience.complaint(101, (0.1, 300)) == ""

    assert patience.complaint(115.9, (0.1, 450)) == ""
    assert patience.complaint(116.1, (0.1, 450)) == "too slow: 150 bytes in 15.1 s"
    assert patience.complaint(116.1, (0.1, 1_900)) == ""
