"""Whose turn it is, without any web."""

from claims.linkcheck.agenda import Agenda


def agenda_with(*jobs, pause=1.0):
    agenda = Agenda(pause, {})
    for job, host in jobs:
        agenda.add(job, host)
    return agenda


def test_a_busy_host_gives_nothing_out_before_its_pause_is_over():
    agenda = agenda_with(("a1", "a"), ("a2", "a"))

    assert agenda.take(10.0) == ("a1", "a")
    assert agenda.take(99.0) is None
    agenda.release("a", 100.0)
    assert agenda.next_turn_at() == 101.0
    assert agenda.take(100.9) is None
    assert agenda.take(101.0) == ("a2", "a")


def test_a_job_added_while_its_host_is_busy_waits_for_the_pause():
    agenda = agenda_with(("a1", "a"))
    agenda.take(10.0)

    agenda.add("a2", "a")

    assert agenda.take(10.0) is None
    agenda.release("a", 10.5)
    assert agenda.take(11.4) is None
    assert agenda.take(11.5) == ("a2", "a")


def test_a_job_added_after_the_last_one_still_waits_for_the_pause():
    agenda = agenda_with(("a1", "a"))
    agenda.take(10.0)
    agenda.release("a", 10.0)

    agenda.add("a2", "a")

    assert agenda.take(10.5) is None
    assert agenda.take(11.0) == ("a2", "a")


def test_the_host_that_has_waited_longest_comes_first():
    agenda = agenda_with(("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "c"))

    assert [agenda.take(5.0), agenda.take(5.0), agenda.take(5.0), agenda.take(5.0)] == [
        ("a1", "a"),
        ("b1", "b"),
        ("c1", "c"),
        None,
    ]


def test_an_urgent_job_comes_before_the_others_of_its_host():
    agenda = agenda_with(("page", "a"))

    agenda.add("robots", "a", first=True)

    assert agenda.take(5.0) == ("robots", "a")


def test_a_shared_memory_keeps_hosts_resting_between_agendas():
    free_at = {"a": 50.0}
    agenda = Agenda(1.0, free_at)
    agenda.add("a1", "a")

    assert agenda.take(49.0) is None
    assert agenda.take(50.0) == ("a1", "a")
    agenda.release("a", 52.0)
    assert free_at == {"a": 53.0}
