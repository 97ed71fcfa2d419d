# SPDX-License-Identifier: MIT
"""device.py JOB [BOARD]: prints a device for this job, of LAVA's own templates, as its server would send it to a worker:
QEMU, or what plays a board, which is said as to tests/lab/board."""
import sys

import jinja2
import yaml
from lava_common.jinja import create_device_templates_env

with open(sys.argv[1], encoding="utf-8") as file:
    job = yaml.safe_load(file)
environment = create_device_templates_env(jinja2.FileSystemLoader(["/usr/share/lava-server/device-types", "/lab"]))
template = environment.get_template("board.jinja2" if sys.argv[2:] else "qemu.jinja2")
print(template.render(board=" ".join(sys.argv[2:]), **job.get("context", {})))
