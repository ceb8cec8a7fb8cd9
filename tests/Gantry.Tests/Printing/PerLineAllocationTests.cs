using Gantry.Firmware.Faults;
using Gantry.Firmware.HostActions;
using Gantry.Firmware.Temperatures;
using Gantry.Printing.Jobs;
using Gantry.Printing.Progress;
using Gantry.Printing.Temperatures;
using Gantry.Printing.Terminal;
using Gantry.Tests.Support;

namespace Gantry.Tests.Printing;

/// <summary>What every line passes through allocates nothing.</summary>
[Collection(Alone.Name)]
public sealed class PerLineAllocationTests
{
    private const int Lines = 10_000;

    [Fact]
    public void Looking_for_faults_and_actions_costs_no_memory()
    {
        var faults = new FaultClassifier();
        Allocated(line =>
            {
                faults.Add("ok"u8);
                faults.Add("echo:busy: processing"u8);
                faults.Add("echo:  M92 X80.00"u8);
                _ = HostAction.TryParse("// not an action"u8, out HostAction _);
            })
            .ShouldBe(0);
    }

    [Fact]
    public void Temperatures_cost_memory_only_when_a_chunk_is_full()
    {
        var report = new TemperatureReport();
        Allocated(_ => report.TryParse(" T:200.00 /200.00 B:60.00 /60.00 T0:200.00 /200.00 @:64 B@:30"u8)).ShouldBe(0);
        var history = new TemperatureHistory();
        Allocated(i => history.Add(TimeSpan.FromSeconds(i), report.Readings)).ShouldBeLessThan(Lines * 32);
    }

    [Fact]
    public void The_terminal_and_the_modal_state_cost_no_memory()
    {
        var log = new TerminalLog();
        var state = new ModalState();
        Allocated(i =>
            {
                log.Add(TerminalDirection.Sent, "N12345G1 X123.456 Y78.9 E0.0321*99"u8, TimeSpan.FromMilliseconds(i));
                state.Execute("G1 X123.456 Y78.9 E0.0321"u8);
                state.Execute("M204 P800 T1500"u8);
                state.Execute("M104 S200"u8);
            })
            .ShouldBe(0);
    }

    [Fact]
    public void The_time_left_costs_no_memory()
    {
        var time = new RemainingTime(new TimeCurve([1, Lines], [1, Lines], TimeLeftOrigin.Estimate));
        Allocated(i => time.Update(TimeSpan.FromSeconds(i), i, 0, counts: true)).ShouldBe(0);
    }

    private static long Allocated(Action<int> line)
    {
        int next = 0;
        line(next++);
        return Allocations.Of(() =>
        {
            for (int i = 0; i < Lines; i++)
                line(next++);
        });
    }
}
