#!/bin/sh
# Runs a command by mpirun with one rank on each of two network namespaces, which act as hosts connected by a wire:
#   two-hosts.sh folder command...
# mpirun starts its daemon on the other host by this script in place of ssh: two-hosts.sh --agent folder address command...
# Needs root. `folder` holds the file of hosts while it runs.
set -eu

if [ "$1" = --agent ]; then
  name=$2-b
  shift 3
  exec ip netns exec "$name" unshare --uts sh -c "hostname host-b; $*"
fi

folder=$1
shift
space=$(basename "$folder")
cleanup() {
  ip netns del "$space-a" 2>/dev/null || true
  ip netns del "$space-b" 2>/dev/null || true
}
trap cleanup EXIT
cleanup

for side in a b; do
  ip netns add "$space-$side"
  ip -n "$space-$side" link set lo up
done
ip link add wire0 netns "$space-a" type veth peer name wire0 netns "$space-b"
ip -n "$space-a" addr add 10.77.0.1/24 dev wire0
ip -n "$space-b" addr add 10.77.0.2/24 dev wire0
ip -n "$space-a" link set wire0 up
ip -n "$space-b" link set wire0 up

printf '10.77.0.1 slots=1\n10.77.0.2 slots=1\n' >"$folder/hosts"
ip netns exec "$space-a" unshare --uts sh -c 'hostname host-a; exec "$@"' sh \
  mpirun --hostfile "$folder/hosts" -n 2 --map-by node --bind-to none --mca mpi_yield_when_idle 1 \
  --mca plm_rsh_agent "$0 --agent $space" --mca plm_rsh_no_tree_spawn 1 \
  --mca oob_tcp_if_include 10.77.0.0/24 --mca btl_tcp_if_include 10.77.0.0/24 --mca btl tcp,self --mca pml ob1 \
  -x PATH "$@"
