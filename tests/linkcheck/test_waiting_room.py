from claims.linkcheck.waiting_room import WaitingRoom


def test_who_waits_knocks_from_time_to_time():
    room = WaitingRoom(patience=20)
    room.add("a", "h.example", now=100.0)

    assert not room.is_time(100.1)
    assert room.next_knock_at() == 100.25
    assert room.is_time(100.3)
    assert not room.is_time(100.4)


def test_nobody_knocks_when_nobody_waits():
    room = WaitingRoom(patience=20)

    assert not room.is_time(100.0)
    assert room.next_knock_at() is None


def test_all_who_wait_for_a_host_are_let_in_together():
    room = WaitingRoom(patience=20)
    room.add("a", "h.example", now=0.0)
    room.add("b", "h.example", now=1.0)
    room.add("c", "other.example", now=1.0)

    assert room.leave("h.example") == ["a", "b"]
    assert list(room.hosts()) == ["other.example"]


def test_who_waited_too_long_goes_home():
    room = WaitingRoom(patience=20)
    room.add("a", "h.example", now=0.0)
    room.add("b", "h.example", now=15.0)

    assert room.give_up(now=20.0) == ["a"]
    assert room.leave("h.example") == ["b"]
