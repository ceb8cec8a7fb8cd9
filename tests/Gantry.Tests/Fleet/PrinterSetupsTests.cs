using Gantry.Firmware;
using Gantry.Fleet.Json;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Gantry.Printing;
using Gantry.Storage.Printers;

namespace Gantry.Tests.Fleet;

/// <summary>What a printer's profile says reaches its actor.</summary>
public sealed class PrinterSetupsTests
{
    [Fact]
    public void Policies_are_those_of_the_profile()
    {
        PrinterSetup setup = SetupOf(
            new FirmwarePolicy
            {
                InterruptedHeaters = InterruptedHeaters.Off,
                InterruptedOffAfterSeconds = 300,
                PausedHotendsOffAfterSeconds = 60,
                MotorsOffAfterSeconds = null,
            }
        );

        setup.Policy.InterruptedOffAfter.ShouldBe(TimeSpan.FromMinutes(5));
        setup.Policy.PausedHotendsOffAfter.ShouldBe(TimeSpan.FromMinutes(1));
        setup.Policy.MotorsOffAfter.ShouldBeNull();
    }

    [Theory]
    [InlineData("auto", 4, true)]
    [InlineData("off", 1, false)]
    [InlineData("16", 16, false)]
    public void The_window_is_that_of_the_profile(string window, int lines, bool mayGrow)
    {
        PrinterSetup setup = SetupOf(new FirmwarePolicy { Window = window });

        setup.Window.QueueLines.ShouldBe(lines);
        setup.LearnWindow.ShouldBe(mayGrow);
        (setup.Window == WindowSize.Marlin).ShouldBe(mayGrow);
    }

    private static PrinterSetup SetupOf(FirmwarePolicy policy)
    {
        var document = new PrinterDocument { Profile = new PrinterProfile { Firmware = policy } };
        var record = new PrinterRecord
        {
            Name = "one",
            Url = "/dev/ttyUSB0",
            Document = FleetJson.Write(document),
        };
        return PrinterSetups.Of(PrinterConfig.Of(record, new PrinterStatus { Document = "{}" }));
    }
}
