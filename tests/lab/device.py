# SPDX-License-Identifier: MIT
"""device.py JOB: prints a QEMU device for this job, of LAVA's own templates, as its server would send it to a worker."""
import sys

import jinja2
import yaml
from lava_common.jinja import create_device_templates_env

with open(sys.argv[1], encoding="utf-8") as file:
    job = yaml.safe_load(file)
environment = create_device_templates_env(jinja2.FileSystemLoader("/usr/share/lava-server/device-types"))
print(environment.get_template("qemu.jinja2").render(**job["context"]))
