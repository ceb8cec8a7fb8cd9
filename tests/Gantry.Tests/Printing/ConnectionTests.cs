using System.Text;
using Gantry.Firmware.Detection;
using Gantry.Printing;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Tests.Firmware;
using Gantry.Tests.Support;

namespace Gantry.Tests.Printing;

/// <summary>From a port to a printer, and back: rates, boards that boot, devices that are none, the last step of an emergency.</summary>
public sealed class ConnectionTests
{
    private static readonly IReadOnlyList<string> Job = JobLines.Idle(2000).Commands;

    [Theory]
    [InlineData(115200)]
    [InlineData(250000)]
    [InlineData(230400)]
    [InlineData(500000)]
    [InlineData(1000000)]
    [InlineData(57600)]
    [InlineData(38400)]
    [InlineData(19200)]
    [InlineData(9600)]
    public void Every_usual_rate_is_found_within_20_seconds(int baudRate)
    {
        using var rig = new PrinterRig(new PrinterOptions { BaudRate = baudRate }, WithRate(0))
        {
            BoardBaudRate = baudRate,
        };
        TimeSpan begun = rig.Now;

        rig.Connect();

        rig.Core.State.ShouldBe(PrinterState.Idle);
        rig.Core.BaudRate.ShouldBe(baudRate);
        (rig.Now - begun).ShouldBeLessThan(
            TimeSpan.FromSeconds(20),
            $"{string.Join(' ', rig.Rates)}\n{rig.LastWords(100)}"
        );
        rig.Openings.ShouldBe(1, "the rate is changed on the open port: a port that opens anew resets the board");
    }

    [Fact]
    public void A_rate_that_was_found_is_tried_first_the_next_time()
    {
        using var rig = new PrinterRig(new PrinterOptions { BaudRate = 57600 }, WithRate(0)) { BoardBaudRate = 57600 };
        rig.Connect();
        rig.Rates.Clear();

        rig.Unplug();
        rig.Plugged = true;
        rig.Core.DeviceAppeared(rig.Now);
        rig.RunUntil(PrinterState.Idle);

        rig.Rates.ShouldBe([57600]);
    }

    [Fact]
    public void A_board_that_boots_when_the_port_is_opened_is_found_too()
    {
        using var rig = new PrinterRig(
            new PrinterOptions { BaudRate = 250000, BootTime = TimeSpan.FromSeconds(2) },
            WithRate(0)
        )
        {
            BoardBaudRate = 250000,
            ResetOnOpen = true,
        };

        rig.Connect();

        rig.Core.State.ShouldBe(PrinterState.Idle);
        rig.Core.BaudRate.ShouldBe(250000);
    }

    [Theory]
    [InlineData("rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n", DeviceKind.Esp, "ESP")]
    [InlineData("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,,*47\r\n", DeviceKind.Gps, "GPS")]
    [InlineData("\r\n+CME ERROR: 3\r\n", DeviceKind.Modem, "modem")]
    [InlineData("raspberrypi login: ", DeviceKind.Console, "console")]
    public void A_device_that_is_no_printer_is_named_in_words(string says, DeviceKind kind, string word)
    {
        using var rig = new PrinterRig(setup: WithRate(115200)) { BoardBaudRate = 1 };
        rig.Core.Connect(rig.Now);
        rig.Run(TimeSpan.FromMilliseconds(100));

        rig.Core.Received(Encoding.ASCII.GetBytes(says), rig.Now);
        rig.RunUntil(PrinterState.Offline);

        rig.Core.Trouble!.Device.ShouldBe(kind);
        rig.Core.Reason.ShouldContain(word, Case.Insensitive);
        rig.Core.Reason.ShouldContain("/dev/virtual");
    }

    [Fact]
    public void An_emergency_stop_that_the_firmware_does_not_hear_ends_with_a_reset_of_the_board()
    {
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Faults = FaultPlan.Parse("stall@500=1h") }
        ).Connect();
        rig.StartJob(Job);
        rig.RunUntil(() => rig.ExecutedOf(Job).Count > 400);
        rig.Run(TimeSpan.FromSeconds(30));

        rig.Core.StopInEmergency(rig.Now);
        TimeSpan asked = rig.Now;
        rig.RunUntil(() => rig.Pulses > 0, TimeSpan.FromSeconds(10));

        (rig.Now - asked).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        rig.Core.State.ShouldBe(PrinterState.Error);
        int executed = rig.Executed.Count;
        rig.Run(TimeSpan.FromMinutes(1));
        rig.Executed.Count.ShouldBe(executed);
    }

    [Fact]
    public void A_board_that_may_not_be_reset_is_not_even_then()
    {
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Faults = FaultPlan.Parse("stall@500=1h") },
            WithRate(115200) with
            {
                MayReset = false,
            }
        ).Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(60));

        rig.Core.StopInEmergency(rig.Now);
        rig.Run(TimeSpan.FromSeconds(30));

        rig.Pulses.ShouldBe(0);
        rig.Core.State.ShouldBe(PrinterState.Error);
    }

    [Fact]
    public void An_emergency_stop_passes_a_command_that_blocks()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(["G28", "G4 S600", .. Job]);
        rig.RunUntil(() => rig.Executed.Contains("G4 S600"));
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Core.StopInEmergency(rig.Now);
        TimeSpan asked = rig.Now;
        rig.RunUntil(() => rig.Core.Desk.Worst is not null);

        (rig.Now - asked).ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void An_emergency_stop_that_nobody_hears_switches_the_heaters_off_when_the_printer_is_back()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(["M104 S200", .. Job]);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Unplug();

        rig.Core.StopInEmergency(rig.Now);

        rig.Core.Reason.ShouldContain("Switch it off at the mains");
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Failed);
        int before = rig.Executed.Count;
        rig.Plugged = true;
        rig.Core.DeviceAppeared(rig.Now);
        rig.RunUntil(PrinterState.Finished);
        rig.Executed.Skip(before).ShouldContain("M104 S0");
    }

    [Fact]
    public void The_printer_itself_can_pause_resume_and_cancel_a_job()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Core.Received("//action:pause filament is out\n"u8, rig.Now);
        rig.RunUntil(PrinterState.Paused);
        rig.Core.Received("//action:resume\n"u8, rig.Now);
        rig.RunUntil(PrinterState.Printing);
        rig.Core.Received("//action:cancel\n"u8, rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        List<string> executed = rig.ExecutedOf(Job);
        executed.ShouldBe(Job.Take(executed.Count));
    }

    [Fact]
    public void Messages_of_the_file_and_of_the_printer_are_shown()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(["M117 Layer 1 of 9", .. Job]);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Core.Desk.Message.ShouldBe("Layer 1 of 9");

        rig.Core.Received("//action:notification Heating\n"u8, rig.Now);

        rig.Core.Desk.Message.ShouldBe("Heating");
    }

    [Fact]
    public void What_a_firmware_executed_by_accident_stands_in_the_jobs_log()
    {
        IReadOnlyList<string> job = JobLines.Moves(600).Commands;
        int accidents = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            using PrinterRig rig = new PrinterRig(
                new PrinterOptions { Faults = FaultPlan.Parse($"noise-in=1e-3,seed={seed}") }
            ).Connect();
            rig.StartJob(job);

            rig.RunUntil(PrinterState.Finished);

            rig.ExecutedOf(job).ShouldContainInOrder(job);
            if (!rig.Executed.Any(c => c.StartsWith('X') || c.StartsWith('Y') || char.IsAsciiDigit(c[0])))
                continue;
            accidents++;
            rig.Core.LastJob!.Notes.ShouldContain(n => n.Contains("cut end of a line"), $"seed {seed}");
        }
        accidents.ShouldBeGreaterThan(0);
    }

    private static PrinterSetup WithRate(int baudRate) =>
        new() { Address = PortAddress.Parse("/dev/virtual"), BaudRate = baudRate };
}
