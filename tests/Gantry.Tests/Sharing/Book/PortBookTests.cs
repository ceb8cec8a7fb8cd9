using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Tests.Sharing.Book;

public sealed class PortBookTests
{
    private static readonly HashSet<int> Nobody = [];

    [Fact]
    public void Numbers_begin_at_4001_and_are_given_in_the_order_of_the_sockets()
    {
        PortBook book = PortBook
            .Empty()
            .AssignAll([Boards.Usb("ttyUSB0", "10"), Boards.Usb("ttyUSB1", "2"), Boards.OnBoard("ttyS0")]);

        book.Entries.Select(e => (e.Port, e.Name)).ShouldBe([(4001, "ttyS0"), (4002, "ttyUSB1"), (4003, "ttyUSB0")]);
    }

    [Fact]
    public void A_board_with_a_serial_number_keeps_its_number_in_another_socket_under_another_name()
    {
        PortBook book = Seen(Boards.Usb("ttyACM0", "1.4", "7563"));

        PortAssignment again = book.Assign(Boards.Usb("ttyACM7", "3", "7563"), Nobody);

        again.Entry.Port.ShouldBe(4001);
        (again.Entry.Name, again.Entry.Socket).ShouldBe(("ttyACM7", "0000:00:14.0/3"));
    }

    [Fact]
    public void A_board_without_a_serial_number_is_known_by_its_socket()
    {
        PortBook book = Seen(Boards.Usb("ttyUSB0", "1"), Boards.Usb("ttyUSB1", "2"));

        Port(book, Boards.Usb("ttyUSB0", "2")).ShouldBe(4002);
        Port(book, Boards.Usb("ttyUSB1", "1")).ShouldBe(4001);
        Port(book, Boards.Usb("ttyUSB0", "3")).ShouldBe(4003);
    }

    [Fact]
    public void A_port_of_the_mainboard_is_known_by_its_name()
    {
        PortBook book = Seen(Boards.OnBoard("ttyAMA0"), Boards.OnBoard("ttyS0"));

        Port(book, Boards.OnBoard("ttyS0")).ShouldBe(4002);
        Port(book, Boards.OnBoard("ttyS1")).ShouldBe(4003);
    }

    [Fact]
    public void Two_boards_with_the_same_serial_number_are_told_apart_by_their_sockets()
    {
        SerialDevice left = Boards.Usb("ttyUSB0", "1", "0001");
        SerialDevice right = Boards.Usb("ttyUSB1", "2", "0001");
        PortBook book = Seen(left, right);

        Port(book, Boards.Usb("ttyUSB0", "2", "0001")).ShouldBe(4002);
        Port(book, Boards.Usb("ttyUSB0", "1", "0001")).ShouldBe(4001);
        Port(book, Boards.Usb("ttyUSB0", "5", "0001")).ShouldBe(4003, "which of both it is, nobody can know");
    }

    [Fact]
    public void A_twin_that_comes_while_the_first_is_there_is_another_board()
    {
        PortBook book = Seen(Boards.Usb("ttyUSB0", "1", "0001"));

        book.Assign(Boards.Usb("ttyUSB1", "2", "0001"), new HashSet<int> { 4001 }).Entry.Port.ShouldBe(4002);
    }

    [Fact]
    public void A_board_that_comes_again_in_its_own_socket_is_itself_though_its_going_was_never_told()
    {
        PortBook book = Seen(Boards.Usb("ttyACM0", "1", "7563"));

        book.Assign(Boards.Usb("ttyACM1", "1", "7563"), new HashSet<int> { 4001 }).Entry.Port.ShouldBe(4001);
    }

    [Fact]
    public void The_ports_of_one_adapter_have_numbers_of_their_own()
    {
        PortBook book = Seen(
            Boards.Usb("ttyUSB0", "1", "FT4X", interfaceNumber: "00"),
            Boards.Usb("ttyUSB1", "1", "FT4X", interfaceNumber: "01")
        );

        Port(book, Boards.Usb("ttyUSB5", "7", "FT4X", interfaceNumber: "01")).ShouldBe(4002);
    }

    [Fact]
    public void Nothing_new_leaves_the_book_as_it_is()
    {
        SerialDevice board = Boards.Usb("ttyUSB0", "1", "A1");
        PortBook book = Seen(board);

        book.Assign(board, Nobody).Book.ShouldBeSameAs(book);
    }

    [Fact]
    public void A_number_pinned_to_a_socket_is_whatever_is_plugged_in_there()
    {
        PortBook book = Seen(Boards.Usb("ttyUSB0", "1", "A1")).Pin(4001, PortPin.Socket);

        Port(book, Boards.Usb("ttyUSB3", "1", "B2")).ShouldBe(4001);
        Port(book, Boards.Usb("ttyUSB3", "2", "A1")).ShouldBe(4002);
    }

    [Fact]
    public void A_number_pinned_to_a_serial_number_ignores_the_socket_for_good()
    {
        PortBook book = Seen(Boards.Usb("ttyUSB0", "1", "A1"), Boards.Usb("ttyUSB1", "2", "A1"))
            .Pin(4002, PortPin.Serial);

        Port(book, Boards.Usb("ttyUSB3", "9", "A1")).ShouldBe(4002);
    }

    [Fact]
    public void A_device_can_only_be_pinned_by_what_it_has()
    {
        PortBook book = Seen(Boards.OnBoard("ttyS0"));

        Should.Throw<PortBookException>(() => book.Pin(4001, PortPin.Serial)).Message.ShouldContain("no serial number");
        Should.Throw<PortBookException>(() => book.Pin(4001, PortPin.Socket)).Message.ShouldContain("no USB socket");
        Should.Throw<PortBookException>(() => book.Pin(4999, PortPin.Name)).Message.ShouldContain("4999");
    }

    [Fact]
    public void An_entry_is_moved_renamed_disabled_and_forgotten()
    {
        SerialDevice board = Boards.Usb("ttyUSB0", "1", "A1");
        PortBook book = Seen(board, Boards.Usb("ttyUSB1", "2", "B2"))
            .Move(4001, 2217)
            .Rename(2217, " prusa left ")
            .Disable(2217, true);

        PortEntry entry = book.Assign(board, Nobody).Entry;
        (entry.Port, entry.Title, entry.IsDisabled).ShouldBe((2217, "prusa left", true));
        Should.Throw<PortBookException>(() => book.Move(2217, 4002)).Message.ShouldContain("belongs to board");
        Should.Throw<PortBookException>(() => book.Move(2217, 70000));
        Should.Throw<PortBookException>(() => book.Rename(2217, "a\u0007b"));
        Port(book.Forget(2217), board).ShouldBe(4001);
    }

    [Fact]
    public void A_book_has_a_last_entry()
    {
        var entries = Enumerable.Range(4001, PortBook.MostEntries).Select(p => new PortEntry(p) { Serial = $"{p}" });
        PortBook full = PortBook.Of(4001, entries);

        Should
            .Throw<PortBookException>(() => Port(full, Boards.Usb("ttyUSB0", "1", "new")))
            .Message.ShouldContain("Forget");
    }

    private static PortBook Seen(params SerialDevice[] devices)
    {
        PortBook book = PortBook.Empty();
        var taken = new HashSet<int>();
        foreach (SerialDevice device in devices)
        {
            PortAssignment assignment = book.Assign(device, taken);
            book = assignment.Book;
            taken.Add(assignment.Entry.Port);
        }
        return book;
    }

    private static int Port(PortBook book, SerialDevice device) => book.Assign(device, Nobody).Entry.Port;
}
