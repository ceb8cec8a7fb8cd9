using System.Globalization;
using Gantry.Firmware;
using Gantry.Printing;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Tests.Firmware;
using Gantry.Tests.Support;

namespace Gantry.Tests.Printing;

/// <summary>
/// Jobs in virtual time on a bad wire, with processes that are killed and cables that are pulled, pauses and typed commands at random
/// moments: what was executed is the job. <c>GANTRY_STORM=300</c> takes three hundred seeds of each instead of a few.
/// </summary>
public sealed class StormTests
{
    private static readonly int Seeds = int.Parse(
        Environment.GetEnvironmentVariable("GANTRY_STORM") ?? "3",
        CultureInfo.InvariantCulture
    );

    /// <summary>With several lines on their way only faults that cannot make real firmware take up the cut end of a line.</summary>
    [Theory]
    [InlineData("", 4)]
    [InlineData("lost-ok=1/50", 4)]
    [InlineData("chatter=1/20,invalid-utf8=1/50", 4)]
    [InlineData("noise=1e-3", 1)]
    [InlineData("noise=3e-4,lost-ok=1/100,glue-reply=1/200,cut-reply=1/200", 1)]
    [InlineData("resend-storm=1/100x4,lost-ok=1/200", 1)]
    public void Nothing_is_lost_doubled_or_altered(string faults, int window)
    {
        int interrupted = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            IReadOnlyList<string> job = JobLines.Moves(500).Commands;
            using PrinterRig rig = Rage(faults, window, seed, job);

            List<string> executed = rig.ExecutedOf(job);
            bool isInterrupted = rig.Core.State == PrinterState.Interrupted;
            interrupted += isInterrupted ? 1 : 0;
            // A print that is interrupted executed nothing wrong, only not all.
            executed.ShouldBe(isInterrupted ? job.Take(executed.Count) : job, $"seed {seed}");
        }
        interrupted.ShouldBeLessThanOrEqualTo(Seeds / 20);
    }

    /// <summary>Here real firmware can take up the cut end of a line; no line is lost all the same.</summary>
    [Fact]
    public void With_the_window_noise_loses_nothing()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            IReadOnlyList<string> job = JobLines.Moves(500).Commands;
            using PrinterRig rig = Rage("noise=1e-3", 4, seed, job);

            List<string> executed = rig.ExecutedOf(job);
            executed.ShouldContainInOrder(rig.Core.State == PrinterState.Interrupted ? [] : job, $"seed {seed}");
        }
    }

    private static PrinterRig Rage(string faults, int window, int seed, IReadOnlyList<string> job)
    {
        var random = new Random(seed);
        string plan = faults.Length == 0 ? $"seed={seed}" : $"{faults},seed={seed}";
        var rig = new PrinterRig(
            new PrinterOptions { Speed = 20, Faults = FaultPlan.Parse(plan) },
            new PrinterSetup
            {
                Address = PortAddress.Parse("/dev/virtual"),
                Window = window == 1 ? WindowSize.OneLine : WindowSize.Marlin,
            },
            seed
        );
        rig.Connect();
        string path = rig.StartJob(job);
        while (rig.Core.State is not (PrinterState.Finished or PrinterState.Interrupted))
        {
            rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 800)));
            if (rig.Core.State == PrinterState.Error || rig.Now > TimeSpan.FromHours(1))
                throw new ShouldAssertException($"seed {seed}: {rig.Core.State} {rig.Core.Reason}\n{rig.LastWords()}");
            if (rig.Core.Job is { IsNumbered: true, IsEnding: false } running && running.CommandsDone < job.Count - 20)
                Strike(rig, random, path);
            if (rig.Core.State == PrinterState.Paused)
                rig.Core.Resume(rig.Now);
        }
        return rig;
    }

    private static void Strike(PrinterRig rig, Random random, string path)
    {
        switch (random.Next(6))
        {
            case 0 or 1:
                rig.Crash(path, random.Next(200));
                rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 1000)));
                rig.Connect();
                break;
            case 2:
                rig.Unplug();
                rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 3000)));
                rig.Plugged = true;
                rig.Core.DeviceAppeared(rig.Now);
                break;
            case 3 when rig.Core.State == PrinterState.Printing:
                rig.Core.Pause(rig.Now);
                break;
            case 4 when rig.Core.State == PrinterState.Printing:
                rig.Core.Send(["M117 hello"], _ => { }, () => { }, rig.Now);
                break;
        }
    }
}
