using Gantry.Printing.Ports;
using Gantry.Serial;
using Gantry.Serial.Inventory;

namespace Gantry.Tests.Printing;

public sealed class DeviceFollowerTests
{
    private static readonly PortAddress Address = PortAddress.Parse("/dev/ttyUSB0");

    [Fact]
    public void A_device_with_a_serial_number_is_found_in_another_socket_and_under_another_name()
    {
        IReadOnlyList<SerialDevice> devices = [Device("ttyUSB0", "A1", "1-1"), Device("ttyUSB1", "A2", "1-2")];
        var follower = new DeviceFollower(() => devices);
        follower.Answered(Address);

        devices = [Device("ttyUSB0", "A2", "1-2"), Device("ttyUSB3", "A1", "1-4")];

        follower.Resolve(Address).Path.ShouldBe("/dev/ttyUSB3");
    }

    [Fact]
    public void Devices_without_serial_numbers_are_told_apart_by_their_sockets()
    {
        IReadOnlyList<SerialDevice> devices = [Device("ttyUSB0", "", "1-1"), Device("ttyUSB1", "", "1-2")];
        var follower = new DeviceFollower(() => devices);
        follower.Answered(Address);

        devices = [Device("ttyUSB0", "", "1-2"), Device("ttyUSB1", "", "1-1")];
        follower.Resolve(Address).Path.ShouldBe("/dev/ttyUSB1");

        devices = [Device("ttyUSB0", "", "1-2")];
        follower.Resolve(Address).ShouldBe(Address, "it is not there: the error names the port of the setup");
    }

    [Fact]
    public void What_never_answered_and_what_is_no_device_is_left_alone()
    {
        var follower = new DeviceFollower(() => [Device("ttyUSB1", "A1", "1-1")]);
        PortAddress network = PortAddress.Parse("rfc2217://localhost:2217");
        follower.Answered(network);
        follower.Resolve(network).ShouldBe(network);
        follower.Resolve(Address).ShouldBe(Address);
    }

    private static SerialDevice Device(string name, string serial, string position) =>
        new(name, "/dev/" + name)
        {
            VendorId = "1a86",
            ProductId = "7523",
            SerialNumber = serial,
            Position = position,
        };
}
