using System.Diagnostics.CodeAnalysis;

namespace Gantry.Fleet.People;

/// <summary>Rights as words, as <c>printers.control</c>: for the API, and for the scopes of keys.</summary>
public static class RightWords
{
    private static readonly Dictionary<Right, string> Words = new()
    {
        [Right.FleetRead] = "fleet.read",
        [Right.PrintersControl] = "printers.control",
        [Right.PrintersManage] = "printers.manage",
        [Right.QueueSubmit] = "queue.submit",
        [Right.QueueManage] = "queue.manage",
        [Right.JobsApprove] = "jobs.approve",
        [Right.LibraryRead] = "library.read",
        [Right.LibraryWrite] = "library.write",
        [Right.LibraryManage] = "library.manage",
        [Right.HistoryRead] = "history.read",
        [Right.HistoryManage] = "history.manage",
        [Right.UsersManage] = "users.manage",
        [Right.AuditRead] = "audit.read",
        [Right.SettingsManage] = "settings.manage",
        [Right.PortsRead] = "ports.read",
        [Right.PortsManage] = "ports.manage",
        [Right.TerminalUse] = "terminal.use",
        [Right.Backup] = "backup",
    };

    private static readonly Dictionary<string, Right> Rights = Words.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>The word of a right.</summary>
    public static string Word(this Right right) => Words[right];

    /// <summary>The words of some rights, in their order.</summary>
    public static IReadOnlyList<string> ToWords(this IEnumerable<Right> rights) => [.. rights.Order().Select(Word)];

    /// <summary>The right of a word.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out Right right) =>
        Rights.TryGetValue(word ?? "", out right);
}
