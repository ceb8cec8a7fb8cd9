using System.Globalization;
using Gantry.Fleet.Matching;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>Times of the week as people write them: <c>mo-fr 08:00-18:00; sa,su 10:00-14:00</c>.</summary>
internal static class WeekText
{
    private const string Expected = "Expected times as 'mo-fr 08:00-18:00; sa,su 10:00-14:00', or nothing for always.";
    private const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Monday first, as weeks are written.</summary>
    private static readonly string[] Words = ["mo", "tu", "we", "th", "fr", "sa", "su"];

    public static string Write(IEnumerable<WorkingHours> hours) => string.Join("; ", hours.Select(Write));

    /// <exception cref="ApiException">It is something else.</exception>
    public static IReadOnlyList<WorkingHours> Read(string text) => [.. text.Split(';', Clean).Select(ReadOne)];

    private static string Write(WorkingHours hours)
    {
        int[] days = [.. hours.Days.Select(NumberOf).Distinct().Order()];
        var runs = new List<string>();
        for (int from = 0; from < days.Length; )
        {
            int to = from;
            while (to + 1 < days.Length && days[to + 1] == days[to] + 1)
                to++;
            runs.Add(from == to ? Words[days[from]] : $"{Words[days[from]]}-{Words[days[to]]}");
            from = to + 1;
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(',', runs)} {hours.From:HH\\:mm}-{hours.To:HH\\:mm}"
        );
    }

    private static WorkingHours ReadOne(string text)
    {
        string[] parts = text.Split(' ', Clean);
        string[] times = parts.Length == 2 ? parts[1].Split('-', Clean) : [];
        if (times.Length != 2)
            throw Wrong(text);
        return new WorkingHours
        {
            Days = [.. parts[0].Split(',', Clean).SelectMany(days => ReadDays(days, text)).Distinct()],
            From = ReadTime(times[0], text),
            To = ReadTime(times[1], text),
        };
    }

    /// <summary>A run of days may go over the end of the week: <c>sa-mo</c>.</summary>
    private static IEnumerable<DayOfWeek> ReadDays(string days, string text)
    {
        string[] ends = days.Split('-', Clean);
        if (ends.Length is 0 or > 2)
            throw Wrong(text);
        int from = ReadDay(ends[0], text);
        int count = ((ReadDay(ends[^1], text) - from + 7) % 7) + 1;
        return Enumerable.Range(from, count).Select(n => (DayOfWeek)((n + 1) % 7));
    }

    private static int ReadDay(string word, string text)
    {
        int day = Array.IndexOf(Words, word.ToLowerInvariant());
        return day >= 0 ? day : throw Wrong(text);
    }

    private static TimeOnly ReadTime(string word, string text) =>
        TimeOnly.TryParseExact(word, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Wrong(text);

    private static int NumberOf(DayOfWeek day) => ((int)day + 6) % 7;

    private static ApiException Wrong(string text) =>
        ApiException.Invalid("queue.workingHours", $"'{text}' is no time of the week. {Expected}");
}
