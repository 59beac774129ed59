"""The words before four numbers with dots that tell a version from an address on a network."""

from __future__ import annotations

import re

from emend_engine._stages._word_set import word_set

PROGRAMS = word_set(
    """
    python node node.js nodejs npm java jdk jre openjdk go golang rust ruby perl php swift kotlin
    scala gcc clang llvm cuda cudnn torch pytorch tensorflow numpy pandas scipy django flask react
    angular vue rails spring kernel linux ubuntu debian fedora windows macos ios android chrome
    chromium firefox safari edge opera office excel word teams zoom slack outlook photoshop unity
    unreal docker kubernetes helm terraform ansible nginx apache tomcat kafka redis postgres
    postgresql mysql mariadb sqlite mongodb elasticsearch jenkins git gradle maven bazel cmake
    driver drivers bios firmware app application client plugin plugins package library module sdk
    api patch hotfix bootloader openssl openssh curl wordpress drupal magento
    """
)
"""Programs, and kinds of them, whose name a version follows."""

RELEASING = word_set(
    """
    upgrade upgraded upgrading update updated updating downgrade downgraded bump bumped bumping
    install installed installing release released releases version versions build builds patch
    patched rollback tag tagged v ver rev revision firmware
    """
)
"""What is done with versions."""

RELEASED = re.compile(
    r" (?:release|version|build|series|branch|onwards?|or later|and later"
    r"|(?:of|in) the (?:appendix|annex|standard|specification|handbook|manual|act|rules))\b"
)
"""What follows a version."""

FIXED_IN = frozenset(("in", "since", "before", "after", "until", "the", "default", "than"))
"""Before four small numbers these speak of versions: "fixed in 1.5.4.1"."""

ADDRESSED = word_set(
    """
    at to from is are was into in on and or by via for with the an address addresses ip host
    server ping dns gateway subnet ssh telnet curl blocked allow deny trust ban banned whitelist
    """
)
"""What stands right before an address."""
