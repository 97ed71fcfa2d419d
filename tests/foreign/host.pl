# SPDX-License-Identifier: MIT
# host.pl IMAGE TREE PMU-INTERRUPT: a host half in another language, written from docs/contract.md and KVM's own API: a
# VM with one vCPU, a GICv3, a PMU, stolen time, and the doorbell. The device tree says what it is; the PMU interrupt is
# what KVM is told.
use strict;
use warnings;
no warnings 'portable'; # 64-bit numbers

my ($image, $tree, $pmu_interrupt) = @ARGV;
my ($RAM, $SIZE, $IMAGE_AT, $TREE_AT, $STOLEN_AT, $DOORBELL) =
    (0x40000000, 16 << 20, 0x40200000, 0x40e00000, 0x40f00000, 0xa000000);

# What <linux/kvm.h>, <asm/kvm.h> and <asm/unistd.h> call these.
my %KVM = (CREATE_VM => 0xae01, GET_VCPU_MMAP_SIZE => 0xae04, CREATE_VCPU => 0xae41, RUN => 0xae80,
    SET_USER_MEMORY_REGION => 0x4020ae46, CREATE_DEVICE => 0xc00caee0, SET_DEVICE_ATTR => 0x4018aee1,
    IRQ_LINE => 0x4008ae61, ARM_PREFERRED_TARGET => 0x8020aeaf, ARM_VCPU_INIT => 0x4020aeae, SET_ONE_REG => 0x4010aeac);
my ($DEV_VGIC_V3, $EXIT_MMIO, $EXIT_SYSTEM_EVENT) = (7, 6, 24);
my ($VGIC_ADDR, $VGIC_NR_IRQS, $VGIC_CTRL, $PMU_CTRL, $PVTIME_CTRL) = (0, 3, 4, 0, 2);
my ($PC, $X0) = (0x6030000000100040, 0x6030000000100000);
my ($SYS_READ, $SYS_SCHED_SETAFFINITY, $SYS_MMAP) = (63, 122, 222);

sub slurp { my ($file) = @_; local $/; open my $in, '<:raw', $file or die "$file: $!\n"; return scalar <$in>; }
sub pointer { return unpack 'Q', pack 'P', $_[0]; }
sub kvm { return int(ioctl($_[0], $KVM{$_[1]}, $_[2]) // die "$_[1]: $!\n"); } # the kernel may write to the third
sub attribute {
    my ($on, $group, $attribute, $value) = @_;
    kvm($on, 'SET_DEVICE_ATTR', pack 'LLQQ', 0, $group, $attribute, defined $value ? pointer($value) : 0);
}
sub register { my $bytes = pack 'Q', $_[2]; kvm($_[0], 'SET_ONE_REG', pack 'QQ', $_[1], pointer($bytes)); }
sub map_shared { my ($file, $size) = @_; return syscall $SYS_MMAP, 0, $size, 3, 1, fileno $file, 0; }
sub handle { my ($fd) = @_; open my $handle, '+<&=', $fd or die "fd $fd: $!\n"; return $handle; }

# RAM is a file: what the guest writes there is read from it.
open my $ram, '+>:raw', '/ram' or die "/ram: $!\n";
truncate $ram, $SIZE;
sub guest_write { my ($address, $bytes) = @_; sysseek $ram, $address - $RAM, 0; syswrite $ram, $bytes; }
sub guest_read {
    my ($address, $length) = @_;
    sysseek $ram, $address - $RAM, 0;
    sysread $ram, my ($bytes), $length;
    return $bytes;
}
guest_write($IMAGE_AT, slurp($image));
guest_write($TREE_AT, slurp($tree));

open my $kvm, '+<', '/dev/kvm' or die "/dev/kvm: $!\n";
my $vm = handle(kvm($kvm, 'CREATE_VM', 0));
kvm($vm, 'SET_USER_MEMORY_REGION', pack 'LLQQQ', 0, 0, $RAM, $SIZE, map_shared($ram, $SIZE));
my $vcpu = handle(kvm($vm, 'CREATE_VCPU', 0));
my $target = "\0" x 32;
kvm($vm, 'ARM_PREFERRED_TARGET', $target);
my @target = unpack 'L8', $target;
$target[1] |= 1 << 2 | 1 << 3; # PSCI_0_2, PMU_V3
kvm($vcpu, 'ARM_VCPU_INIT', pack 'L8', @target);

my $device = pack 'LLL', $DEV_VGIC_V3, 0, 0;
kvm($vm, 'CREATE_DEVICE', $device);
my $gic = handle((unpack 'LLL', $device)[1]);
attribute($gic, $VGIC_NR_IRQS, 0, pack 'L', 64);
attribute($gic, $VGIC_ADDR, 2, pack 'Q', 0x8000000);
attribute($gic, $VGIC_ADDR, 3, pack 'Q', 0x80a0000);
attribute($gic, $VGIC_CTRL, 0);
attribute($vcpu, $PMU_CTRL, 0, pack 'l', $pmu_interrupt);
attribute($vcpu, $PMU_CTRL, 1);
attribute($vcpu, $PVTIME_CTRL, 0, pack 'Q', $STOLEN_AT);
register($vcpu, $PC, $IMAGE_AT);
register($vcpu, $X0, $TREE_AT);

# The doorbell. Competition is only that on one CPU.
syscall $SYS_SCHED_SETAFFINITY, 0, 8, my $first_cpu = pack 'Q', 1;
my @thieves;
sub steal {
    my ($threads) = @_;
    kill 'KILL', @thieves;
    waitpid $_, 0 for @thieves;
    @thieves = map { my $thief = fork; if (!$thief) { 1 while 1 } $thief } 1 .. $threads;
}
my ($line, $errno) = (undef, 0); # the PPI that is up
sub set_line {
    my ($ppi, $level) = @_;
    my $done = ioctl $vm, $KVM{IRQ_LINE}, pack 'LL', 2 << 24 | $ppi, $level;
    ($line, $errno) = ($done && $level ? $ppi : undef, $done ? 0 : $! + 0);
}
sub doorbell {
    my ($offset, $write, $value) = @_;
    if (!$write && $offset == 0x20) { return $errno; }
    if (defined $line) { set_line($line, 0); }
    if ($write && $offset == 0x20) { set_line($value & 0xffffffff, $value >> 32 & 1); }
    if ($write && $offset == 0x00) { syswrite STDOUT, guest_read($value & 0xffffffffffff, $value >> 48); }
    if ($write && $offset == 0x10) { steal($value); }
    return $write || $offset != 0x18 ? 0 : (split ' ', slurp('/proc/self/schedstat'))[1];
}

pipe my $answer, my $question;
my $run = map_shared($vcpu, kvm($kvm, 'GET_VCPU_MMAP_SIZE', 0));
sub run_field { my ($offset, $form, $size) = @_; return unpack $form, unpack "P$size", pack 'Q', $run + $offset; }
while (1) {
    kvm($vcpu, 'RUN', 0);
    my $reason = run_field(8, 'L', 4);
    last if $reason == $EXIT_SYSTEM_EVENT;
    die "exit reason $reason\n" if $reason != $EXIT_MMIO;
    my ($address, $value, $length, $write) = run_field(32, 'Q Q L C', 21);
    die sprintf "access to 0x%x of %u bytes\n", $address, $length if $address >> 12 != $DOORBELL >> 12 || $length != 8;
    my $result = doorbell($address - $DOORBELL, $write, $value);
    next if $write;
    syswrite $question, pack 'Q', $result;
    syscall $SYS_READ, fileno $answer, $run + 40, 8; # into kvm_run.mmio.data
}
