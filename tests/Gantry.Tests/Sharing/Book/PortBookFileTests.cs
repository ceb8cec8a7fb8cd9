using Gantry.Sharing.Book;

namespace Gantry.Tests.Sharing.Book;

public sealed class PortBookFileTests : IDisposable
{
    private static readonly HashSet<int> Nobody = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("gantry-book").FullName;
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_changed_is_there_for_the_next_process()
    {
        await File()
            .UpdateAsync(
                book => book.Assign(Boards.Usb("ttyUSB0", "1", "A1"), Nobody).Book.Pin(4001, PortPin.Socket),
                _stop
            );

        PortEntry entry = (await File().ReadAsync()).Entries.ShouldHaveSingleItem();

        (entry.Port, entry.Serial, entry.Socket, entry.Pin).ShouldBe((4001, "A1", "0000:00:14.0/1", PortPin.Socket));
        Directory.GetFiles(_folder).Select(Path.GetFileName).Order().ShouldBe(["ports.json", "ports.json.lock"]);
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    File().UpdateAsync(b => b.Assign(Boards.Usb("ttyUSB0", $"{i}", $"S{i}"), Nobody).Book, _stop)
                )
        );

        (await File().ReadAsync()).Entries.Select(e => e.Port).ShouldBe(Enumerable.Range(4001, 20));
    }

    [Fact]
    public async Task A_new_book_begins_with_the_portals_list()
    {
        string list = Path.Combine(_folder, "devices.conf");
        await System.IO.File.WriteAllTextAsync(list, "/dev/ttyUSB0=4005\n", _stop);
        var file = new PortBookFile(Path.Combine(_folder, "ports.json"), TimeProvider.System, importFrom: list);

        PortBook book = await file.UpdateAsync(b => b.Assign(Boards.Usb("ttyUSB0", "1", "A1"), Nobody).Book, _stop);

        book.Entries.ShouldHaveSingleItem().Port.ShouldBe(4005);
        (await File().ReadAsync()).Entries.ShouldHaveSingleItem().Serial.ShouldBe("A1");
    }

    [Theory]
    [InlineData("{ \"devices\": [ {", "line 1: this is no port book")]
    [InlineData("{ \"devices\": [ { \"port\": 4001 }, { \"port\": 4001 } ] }", "4001 stands in the book twice")]
    [InlineData("{ \"devices\": [ { \"port\": 0 } ] }", "0 is no TCP port")]
    [InlineData("{ \"devices\": [ null ] }", "a device is null")]
    [InlineData("{ \"devices\": [ { \"port\": 4001, \"label\": \"a\\u0007\" } ] }", "has a text that is not printable")]
    public async Task A_damaged_book_is_refused_and_left_as_it_is(string text, string message)
    {
        string path = Path.Combine(_folder, "ports.json");
        await System.IO.File.WriteAllTextAsync(path, text, _stop);

        PortBookException refused = await Should.ThrowAsync<PortBookException>(() =>
            File().UpdateAsync(b => b.Rename(4001, "x"), _stop)
        );

        refused.Message.ShouldContain(message);
        refused.Message.ShouldContain(path);
        (await System.IO.File.ReadAllTextAsync(path, _stop)).ShouldBe(text);
    }

    [Fact]
    public async Task People_may_write_comments_and_a_comma_too_many()
    {
        string text = "{ // mine\n \"devices\": [ { \"port\": 4010, \"serial\": \"A1\", \"label\": \"left\", }, ], }";
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "ports.json"), text, _stop);

        (await File().ReadAsync())[4010]!.Label.ShouldBe("left");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        string path = Path.Combine(_folder, "file", "ports.json");
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "file"), "", _stop);

        PortBookException refused = await Should.ThrowAsync<PortBookException>(() =>
            new PortBookFile(path, TimeProvider.System).UpdateAsync(b => b, _stop)
        );

        refused.Message.ShouldContain("cannot be changed");
    }

    private PortBookFile File() => new(Path.Combine(_folder, "ports.json"), TimeProvider.System, importFrom: null);
}
