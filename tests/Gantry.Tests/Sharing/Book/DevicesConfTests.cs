using Gantry.Sharing.Book;

namespace Gantry.Tests.Sharing.Book;

public sealed class DevicesConfTests
{
    private static readonly HashSet<int> Nobody = [];

    [Fact]
    public void The_portals_list_is_read()
    {
        DevicesConfContents list = DevicesConf.Read(
            "# RFC2217 device-port assignments\n/dev/ttyUSB0=4001\n58DD029450=4002\n"
        );

        list.Problems.ShouldBeEmpty();
        list.Entries.Select(e => (e.Port, e.Name, e.Serial))
            .ShouldBe([(4001, "ttyUSB0", ""), (4002, "", "58DD029450")]);
    }

    [Fact]
    public void A_bad_line_is_named_and_the_rest_is_read()
    {
        DevicesConfContents list = DevicesConf.Read(
            "/dev/ttyUSB0=4001\r\n/dev/ttyUSB1=forty\n\nno equals sign\n=4003\n/dev/ttyUSB2=4001\n/dev/ttyUSB0=4009\n"
                + "/dev/ttyUSB3=99999\n/dev/ttyUSB4=4004"
        );

        list.Entries.Select(e => e.Port).ShouldBe([4001, 4004]);
        list.Problems.ShouldBe([
            "line 2: 'forty' is no TCP port (1 to 65535)",
            "line 5: there is no device before the '='",
            "line 6: port 4001 is /dev/ttyUSB0's already",
            "line 7: /dev/ttyUSB0 has a port already",
            "line 8: '99999' is no TCP port (1 to 65535)",
        ]);
    }

    [Fact]
    public void A_device_known_by_its_name_takes_its_number_along_and_is_known_by_its_serial_number_from_then_on()
    {
        PortBook book = PortBook.Empty().Import(DevicesConf.Read("/dev/ttyACM0=4007").Entries);

        PortAssignment first = book.Assign(Boards.Usb("ttyACM0", "1", "AA:BB CC"), Nobody);

        first.Entry.Port.ShouldBe(4007);
        first.Book.Assign(Boards.Usb("ttyACM5", "2", "AA:BB CC"), Nobody).Entry.Port.ShouldBe(4007);
        first.Book.Assign(Boards.Usb("ttyACM0", "3", "other"), Nobody).Entry.Port.ShouldBe(4001);
    }

    [Fact]
    public void A_serial_number_as_the_portal_wrote_it_is_recognised()
    {
        PortBook book = PortBook.Empty().Import(DevicesConf.Read("AA_BB_CC=4007").Entries);

        PortEntry entry = book.Assign(Boards.Usb("ttyACM0", "1", "AA:BB CC"), Nobody).Entry;

        (entry.Port, entry.Serial).ShouldBe((4007, "AA:BB CC"));
    }

    [Fact]
    public void Numbers_that_the_list_has_given_are_not_given_again()
    {
        PortBook book = PortBook.Empty().Import(DevicesConf.Read("/dev/ttyUSB9=4001\nS1=4003").Entries);

        PortBook after = book.AssignAll([Boards.Usb("ttyUSB0", "1", "x"), Boards.Usb("ttyUSB1", "2", "y")]);

        after.Entries.Select(e => e.Port).ShouldBe([4001, 4002, 4003, 4004]);
    }
}
