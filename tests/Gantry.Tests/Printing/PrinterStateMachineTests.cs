using FsCheck;
using FsCheck.Fluent;
using Gantry.Printing;
using Gantry.Printing.Control;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

/// <summary>Random wishes, cables and faults: the printer keeps its rules.</summary>
public sealed class PrinterStateMachineTests
{
    private static readonly IReadOnlyList<string> File =
    [
        "G28",
        "M140 S60",
        "M109 S40",
        .. JobLines.Moves(150).Commands,
        "G4 P300",
        "G1 X20 F600",
        .. JobLines.Idle(150).Commands,
    ];

    private static readonly PrinterSetup Setup = new()
    {
        Address = PortAddress.Parse("/dev/virtual"),
        Machine = new ScriptMachine { ParkX = 0, ParkY = 0 },
        Policy = new Gantry.Printing.Policies.PrinterPolicy { InterruptedOffAfter = TimeSpan.FromSeconds(30) },
    };

    public enum Wish
    {
        Wait,
        WaitLong,
        Connect,
        Start,
        Pause,
        Resume,
        Cancel,
        ClearPlate,
        Send,
        Jog,
        Unplug,
        Plug,
        ResetBoard,
        Stop,
        Reset,
        Disconnect,
        Maintenance,
        Service,
    }

    [Fact]
    public void Whatever_is_asked_in_whatever_order_the_rules_hold()
    {
        Gen<Wish> wish = Gen.Frequency(
            (12, Gen.Constant(Wish.Wait)),
            (4, Gen.Constant(Wish.WaitLong)),
            (4, Gen.Constant(Wish.Connect)),
            (6, Gen.Constant(Wish.Start)),
            (3, Gen.Elements(Wish.Pause, Wish.Resume, Wish.Cancel)),
            (6, Gen.Elements(Wish.Send, Wish.Jog, Wish.ClearPlate)),
            (3, Gen.Elements(Wish.Unplug, Wish.Plug)),
            (1, Gen.Elements(Wish.ResetBoard, Wish.Stop, Wish.Reset, Wish.Disconnect, Wish.Maintenance, Wish.Service))
        );
        Gen<(Wish, int)[]> story = wish.SelectMany(w => Gen.Choose(1, 1000).Select(n => (w, n))).ArrayOf(60);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20261121, 3),
            Prop.ForAll(story.ToArbitrary(), Live)
        );
    }

    private static void Live((Wish Wish, int Number)[] story)
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Speed = 10 }, Setup).Connect();
        var life = new Life(rig);
        foreach ((Wish wish, int number) in story)
        {
            life.Do(wish, number);
            life.Verify();
        }
        life.End();
    }

    private sealed class Life(PrinterRig rig)
    {
        private StreamCheck? _check;
        private PrinterState _before = PrinterState.Offline;

        public void Do(Wish wish, int number)
        {
            try
            {
                Act(wish, number);
            }
            catch (PrinterRefusedException e)
            {
                e.Message.ShouldNotBeEmpty();
            }
            Run(TimeSpan.FromMilliseconds(1));
        }

        /// <summary>What holds at any moment.</summary>
        public void Verify()
        {
            _check?.Look();
            _check?.Verify(isOver: false);
            bool works =
                rig.Core.State
                is PrinterState.Printing
                    or PrinterState.Heating
                    or PrinterState.Pausing
                    or PrinterState.Paused
                    or PrinterState.Resuming
                    or PrinterState.Cancelling
                    or PrinterState.Interrupted;
            if (works)
                rig.Core.Job.ShouldNotBeNull($"{rig.Core.State}");
            if (
                rig.Core.State
                is PrinterState.Idle
                    or PrinterState.Finished
                    or PrinterState.Error
                    or PrinterState.Maintenance
            )
                rig.Core.Job.ShouldBeNull($"{rig.Core.State}");
            if (rig.Core.State is PrinterState.Idle)
                rig.Core.PlateWaits.ShouldBeFalse();
        }

        /// <summary>In the end everything comes to rest, and nothing is hot.</summary>
        public void End()
        {
            rig.Plugged = true;
            if (rig.Core.State == PrinterState.Maintenance)
                rig.Core.SetMaintenance(false, rig.Now);
            if (rig.Core.State == PrinterState.Error)
                rig.Core.Reset(rig.Now);
            if (rig.Core.State == PrinterState.Offline)
                rig.Core.Connect(rig.Now);
            Until(() => rig.Core.State is not (PrinterState.Connecting or PrinterState.Offline));
            if (rig.Core.Job is not null)
            {
                Until(() => rig.Core.State is not PrinterState.Pausing and not PrinterState.Resuming);
                if (rig.Core.Job is { IsCancelled: false })
                    rig.Core.Cancel(rig.Now);
            }
            Until(() => rig.Core.State is PrinterState.Idle or PrinterState.Finished);
            Run(TimeSpan.FromSeconds(30));
            _check?.Verify(isOver: true);
            if (_check is not null)
                HeatersAreOff();
            _before.ShouldBe(rig.Core.State);
        }

        private void HeatersAreOff()
        {
            var readings = rig.Core.Temperatures.Last.ToArray();
            readings.ShouldNotBeEmpty();
            readings.ShouldAllBe(r => r.Target == 0, rig.LastWords(80));
        }

        private void Act(Wish wish, int number)
        {
            switch (wish)
            {
                case Wish.Wait:
                    Run(TimeSpan.FromMilliseconds(number));
                    break;
                case Wish.WaitLong:
                    Run(TimeSpan.FromMilliseconds(20 * number));
                    break;
                case Wish.Connect:
                    rig.Core.Connect(rig.Now);
                    break;
                case Wish.Start:
                    Start();
                    break;
                case Wish.Pause:
                    rig.Core.Pause(rig.Now);
                    break;
                case Wish.Resume:
                    rig.Core.Resume(rig.Now);
                    break;
                case Wish.Cancel:
                    rig.Core.Cancel(rig.Now);
                    break;
                case Wish.ClearPlate:
                    rig.Core.ClearPlate(rig.Now);
                    break;
                case Wish.Send:
                    rig.Core.Send([$"M117 {number}", "M114"], _ => { }, () => { }, rig.Now);
                    break;
                case Wish.Jog:
                    rig.Core.Jog(new JogMove(X: number / 100.0), _ => { }, () => { }, rig.Now);
                    break;
                case Wish.Unplug:
                    rig.Unplug();
                    break;
                case Wish.Plug:
                    rig.Plugged = true;
                    rig.Core.DeviceAppeared(rig.Now);
                    break;
                case Wish.ResetBoard:
                    Break();
                    rig.Board.Reset(rig.Now);
                    break;
                case Wish.Stop:
                    Break();
                    rig.Core.StopInEmergency(rig.Now);
                    break;
                case Wish.Reset:
                    if (rig.Core.State == PrinterState.Error)
                        Break();
                    rig.Core.Reset(rig.Now);
                    break;
                case Wish.Disconnect:
                    rig.Core.Disconnect(rig.Now);
                    break;
                case Wish.Maintenance or Wish.Service:
                    rig.Core.SetMaintenance(wish == Wish.Maintenance, rig.Now);
                    break;
            }
        }

        private void Start()
        {
            if (rig.Core.State != PrinterState.Idle)
            {
                Should.Throw<PrinterRefusedException>(() => rig.StartJob(File));
                return;
            }
            rig.StartJob(File);
            _check = new StreamCheck(rig, rig.Core.Job!.Prepared, File);
        }

        private void Break()
        {
            if (_check is not null)
                _check.IsBroken = true;
        }

        private void Run(TimeSpan time)
        {
            TimeSpan end = rig.Now + time;
            while (rig.Now < end)
            {
                rig.StepTo(end);
                _check?.Look();
                Follow();
            }
        }

        private void Until(Func<bool> holds)
        {
            TimeSpan end = rig.Now + TimeSpan.FromMinutes(5);
            while (!holds())
            {
                (rig.Now < end).ShouldBeTrue(
                    $"It never came: {rig.Core.State} ({rig.Core.Reason}), {rig.Core.Link?.Phase}.\n{rig.LastWords()}"
                );
                rig.StepTo(end);
                _check?.Look();
                Follow();
            }
        }

        /// <summary>Each state follows from the one before by transitions of the table.</summary>
        private void Follow()
        {
            if (rig.Core.State == _before)
                return;
            Reaches(_before, rig.Core.State).ShouldBeTrue($"{_before} to {rig.Core.State}");
            _before = rig.Core.State;
        }

        /// <summary>In one moment several transitions may happen; no more than three ever did.</summary>
        private static bool Reaches(PrinterState from, PrinterState to)
        {
            HashSet<PrinterState> reached = [from];
            for (int i = 0; i < 3; i++)
                reached.UnionWith(
                    PrinterTransitions.All.Where(t => reached.Contains(t.From)).Select(t => t.To).ToList()
                );
            return reached.Contains(to);
        }
    }
}
