"""Not yet."""


def files():
    return {}
