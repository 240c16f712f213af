internal import HTTP2
internal import Subprocess
