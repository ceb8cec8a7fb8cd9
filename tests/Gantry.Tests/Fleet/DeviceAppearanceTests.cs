using Gantry.Fleet.Printers;
using Gantry.Serial.Inventory;

namespace Gantry.Tests.Fleet;

public sealed class DeviceAppearanceTests
{
    private IReadOnlyList<SerialDevice> _devices = [Device("ttyUSB0")];
    private int _lists;

    [Fact]
    public void A_device_that_appears_while_one_is_missed_is_noticed_once()
    {
        DeviceAppearance appearance = Make();
        appearance.Look(isMissed: true).ShouldBeFalse("it was there before");

        _devices = [Device("ttyUSB0"), Device("ttyUSB1")];

        appearance.Look(isMissed: true).ShouldBeTrue();
        appearance.Look(isMissed: true).ShouldBeFalse();
    }

    [Fact]
    public void A_device_that_goes_and_comes_back_has_appeared()
    {
        DeviceAppearance appearance = Make();
        appearance.Look(isMissed: true);

        _devices = [];
        appearance.Look(isMissed: true).ShouldBeFalse();
        _devices = [Device("ttyUSB0")];

        appearance.Look(isMissed: true).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_looks_while_nobody_misses_one()
    {
        DeviceAppearance appearance = Make();

        appearance.Look(isMissed: false).ShouldBeFalse();

        _lists.ShouldBe(0);
    }

    private DeviceAppearance Make() =>
        new(() =>
        {
            _lists++;
            return _devices;
        });

    private static SerialDevice Device(string name) => new(name, "/dev/" + name);
}
