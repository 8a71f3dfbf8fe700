"""Dutch wall-clock time to instants, without a time zone database."""
import datetime as dt


def _last_sunday(year, month):
    day = dt.date(year, month, 31)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


def _offset(local):
    start = dt.datetime.combine(_last_sunday(local.year, 3), dt.time(2))
    end = dt.datetime.combine(_last_sunday(local.year, 10), dt.time(3))
    return dt.timedelta(hours=2 if start <= local < end else 1)


def utc(stamp):
    """'2026-03-02 16:10:00' in Europe/Amsterdam as a naive datetime in UTC."""
    local = dt.datetime.fromisoformat(stamp)
    return local - _offset(local)


def epoch(stamp):
    return int((utc(stamp) - dt.datetime(1970, 1, 1)).total_seconds())


def iso(stamp, fraction="000"):
    return utc(stamp).strftime("%Y-%m-%dT%H:%M:%S") + (f".{fraction}Z" if fraction else "Z")


def rfc2822(stamp):
    local = dt.datetime.fromisoformat(stamp)
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    hours = int(_offset(local).total_seconds()) // 3600
    return (f"{days[local.weekday()]}, {local.day:02d} {months[local.month - 1]} {local.year} "
            f"{local:%H:%M:%S} +{hours:02d}00")
