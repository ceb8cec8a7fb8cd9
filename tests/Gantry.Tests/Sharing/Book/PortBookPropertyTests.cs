using FsCheck;
using FsCheck.Fluent;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Tests.Sharing.Book;

/// <summary>The same devices have the same numbers, in whatever order they are plugged in.</summary>
public sealed class PortBookPropertyTests
{
    /// <summary>Serial numbers of boards in sockets 1, 2, …: some alone, some shared, some without.</summary>
    private static Arbitrary<string[]> Serials { get; } =
        Gen.Elements("", "", "0001", "0001", "A1", "B2", "C3")
            .NonEmptyListOf()
            .Select(s => s.Take(12).ToArray())
            .ToArbitrary();

    [Fact]
    public void Devices_found_at_once_have_the_same_numbers_in_whatever_order_they_were_found() =>
        Prop.ForAll(
                Serials,
                ArbMap.Default.ArbFor<int>(),
                (serials, seed) =>
                {
                    SerialDevice[] devices = Devices(serials);
                    SerialDevice[] shuffled = Renamed(devices, new Random(seed));

                    return Numbers(PortBook.Empty().AssignAll(devices))
                        == Numbers(PortBook.Empty().AssignAll(shuffled));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Known_devices_keep_their_numbers_through_any_plugging_under_any_names() =>
        Prop.ForAll(
                Serials,
                ArbMap.Default.ArbFor<int>(),
                (serials, seed) =>
                {
                    var random = new Random(seed);
                    PortBook known = PortBook.Empty().AssignAll(Devices(serials));
                    return Numbers(known) == Numbers(PlugAround(known, serials, random));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_board_with_a_serial_number_of_its_own_keeps_its_number_in_every_socket() =>
        Prop.ForAll(
                Serials,
                ArbMap.Default.ArbFor<int>(),
                (serials, seed) =>
                {
                    string[] unique = [.. serials.Where(s => s.Length > 0).Distinct()];
                    PortBook known = PortBook.Empty().AssignAll(Devices(unique));
                    var random = new Random(seed);
                    SerialDevice[] moved = Renamed(
                        [.. unique.Select((s, i) => Boards.Usb("x", $"{i + 50}", s))],
                        random
                    );
                    PortBook after = known.AssignAll(moved);
                    return unique.All(s => PortOf(known, s) == PortOf(after, s));
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Plugs and unplugs the known boards at random, one after the other.</summary>
    private static PortBook PlugAround(PortBook book, string[] serials, Random random)
    {
        var there = new Dictionary<string, int>();
        for (int step = 0; step < 40; step++)
        {
            SerialDevice device = Renamed(Devices(serials), random)[0];
            if (there.Remove(device.Socket))
                continue;
            PortAssignment assignment = book.Assign(device, there.Values.ToHashSet());
            book = assignment.Book;
            there.Add(device.Socket, assignment.Entry.Port);
        }
        return book;
    }

    private static SerialDevice[] Devices(string[] serials) =>
        [.. serials.Select((serial, i) => Boards.Usb($"ttyUSB{i}", $"{i + 1}", serial))];

    private static SerialDevice[] Renamed(SerialDevice[] devices, Random random)
    {
        SerialDevice[] shuffled = [.. devices];
        random.Shuffle(shuffled);
        return [.. shuffled.Select((d, i) => d with { Name = $"ttyUSB{i}", Path = $"/dev/ttyUSB{i}" })];
    }

    private static string Numbers(PortBook book) =>
        string.Join(' ', book.Entries.Select(e => $"{e.Port}:{e.Serial}@{e.Socket}"));

    private static int PortOf(PortBook book, string serial) => book.Entries.Single(e => e.Serial == serial).Port;
}
