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

        devices = [Device("ttyUSB1", "", "1-2")];
        follower.Resolve(Address).ShouldBe(Address, "it is not there: the error names the port of the setup");
    }

    [Fact]
    public void Another_board_that_has_taken_the_name_is_left_alone_until_a_person_wants_it()
    {
        IReadOnlyList<SerialDevice> devices = [Device("ttyUSB0", "A1", "1-1"), Device("ttyUSB1", "A2", "1-2")];
        var follower = new DeviceFollower(() => devices);
        follower.Resolve(Address);
        follower.Answered(Address);

        SerialDevice other = Device("ttyUSB0", "A2", "1-2");
        devices = [other];
        Should
            .Throw<SerialPortException>(() => follower.Resolve(Address))
            .Message.ShouldBe(
                "The printer's device (1a86:7523, serial number A1) is not plugged in; /dev/ttyUSB0 is another one now "
                    + "(1a86:7523, serial number A2). Plug it in, or connect the printer anew to take the other one."
            );
        follower.IsBehind(Address, other).ShouldBeFalse();

        SerialDevice own = Device("ttyUSB1", "A1", "1-1");
        devices = [other, own];
        follower.TakeAnother();
        follower.Resolve(Address).Path.ShouldBe("/dev/ttyUSB1", "its own device is there");
        (follower.IsBehind(Address, own), follower.IsBehind(Address, other)).ShouldBe((true, false));

        devices = [other];
        follower.TakeAnother();
        follower.Resolve(Address).ShouldBe(Address);
        follower.IsBehind(Address, other).ShouldBeTrue();
    }

    [Fact]
    public void A_board_in_the_place_of_the_old_one_is_taken_for_it()
    {
        IReadOnlyList<SerialDevice> devices = [Device("ttyUSB0", "A1", "1-1")];
        var follower = new DeviceFollower(() => devices);
        follower.Answered(Address);

        devices = [Device("ttyUSB0", "B7", "1-1")];

        follower.Resolve(Address).ShouldBe(Address);
        follower.IsBehind(Address, devices[0]).ShouldBeTrue();
    }

    [Fact]
    public void A_second_board_with_the_same_serial_number_is_nobodys_and_never_taken_for_the_first()
    {
        SerialDevice first = Device("ttyUSB0", "0001", "1-1");
        IReadOnlyList<SerialDevice> devices = [first];
        var follower = new DeviceFollower(() => devices);
        follower.Answered(Address);

        SerialDevice second = Device("ttyUSB1", "0001", "1-2");
        devices = [first, second];
        (follower.IsBehind(Address, first), follower.IsBehind(Address, second)).ShouldBe((true, false));
        devices = [second];
        follower.IsBehind(Address, second).ShouldBeFalse();
        follower.Resolve(Address).ShouldBe(Address);

        devices = [Device("ttyUSB0", "0001", "1-2")];
        Should.Throw<SerialPortException>(() => follower.Resolve(Address)).Error.ShouldBe(SerialError.NotFound);
    }

    [Fact]
    public void A_printer_that_is_given_another_port_follows_its_old_device_no_more()
    {
        IReadOnlyList<SerialDevice> devices = [Device("ttyUSB0", "A1", "1-1"), Device("ttyUSB1", "A2", "1-2")];
        var follower = new DeviceFollower(() => devices);
        follower.Resolve(Address);
        follower.Answered(Address);
        PortAddress now = PortAddress.Parse("/dev/ttyUSB1");

        follower.Resolve(now).ShouldBe(now);

        (follower.IsBehind(now, devices[0]), follower.IsBehind(now, devices[1])).ShouldBe((false, true));
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
