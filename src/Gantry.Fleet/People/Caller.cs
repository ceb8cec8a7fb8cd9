using Gantry.Fleet.Cluster;
using Gantry.Storage.Audit;
using Gantry.Storage.Events;

namespace Gantry.Fleet.People;

/// <summary>
/// Who asks for something, through which door, and what they may do at most. Every service takes one. It is made by sign-in
/// and keys, or by the seal of another node, never out of what a request says of itself: an address or a
/// header gives no rights.
/// </summary>
public sealed record Caller
{
    private Caller() { }

    /// <summary>The account; null for nobody, and for gantry itself.</summary>
    public long? UserId { get; private init; }

    /// <summary>The name, as it goes into the audit log.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do.</summary>
    public required IReadOnlySet<Right> Rights { get; init; }

    /// <summary>The printers that a key is limited to; null: all.</summary>
    public IReadOnlySet<long>? PrinterIds { get; init; }

    /// <summary>The role of the account; null for nobody, and for gantry itself.</summary>
    public Role? Role { get; private init; }

    /// <summary>The key that was shown; null for a person who signed in.</summary>
    public long? KeyId { get; private init; }

    /// <summary>The hash of the session; null unless a person signed in.</summary>
    public string? SessionHash { get; private init; }

    /// <summary>Through which door and from where, as <c>web 10.0.0.7</c>; for the audit log alone.</summary>
    public string Source { get; init; } = "";

    /// <summary>The key under which this call is done once; null when it came without one. It gives no right.</summary>
    public CallKey? Call { get; init; }

    /// <summary>The <see cref="Source"/> of what gantry does by itself.</summary>
    public const string OwnSource = "gantry";

    /// <summary>Whether somebody is known.</summary>
    public bool IsSignedIn => UserId is not null;

    /// <summary>Whether it is gantry itself.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>Nobody in particular.</summary>
    /// <param name="source">Through which door and from where.</param>
    /// <param name="mayRead">Whether the installation lets everybody look on.</param>
    public static Caller Anonymous(string source, bool mayRead = false) =>
        new()
        {
            Name = "anonymous",
            Source = source,
            Rights = mayRead ? Permissions.Of(People.Role.Viewer) : new HashSet<Right>(),
        };

    /// <summary>Somebody at the serial portal while there are no accounts; see <see cref="Ports.PortalRights"/>.</summary>
    internal static Caller AnybodyAtThePortal(string source) =>
        new()
        {
            Name = "serial portal",
            Source = source,
            Rights = new HashSet<Right> { Right.PortsRead, Right.PortsManage },
        };

    /// <summary>A part of gantry that acts by itself, as the watched folder.</summary>
    public static Caller System(string name) =>
        new()
        {
            Name = name,
            IsSystem = true,
            Source = OwnSource,
            Rights = Enum.GetValues<Right>().ToHashSet(),
        };

    /// <summary>A person who signed in.</summary>
    internal static Caller Person(long userId, string name, Role role, string sessionHash, string source) =>
        new()
        {
            UserId = userId,
            Name = name,
            Role = role,
            SessionHash = sessionHash,
            Source = source,
            Rights = Permissions.Of(role),
        };

    /// <summary>A program with a key of somebody: what both may, and on the printers of the key.</summary>
    internal static Caller Program(
        long userId,
        string name,
        Role role,
        long keyId,
        IEnumerable<Right> scopes,
        IReadOnlySet<long>? printerIds,
        string source
    ) =>
        new()
        {
            UserId = userId,
            Name = name,
            Role = role,
            KeyId = keyId,
            PrinterIds = printerIds,
            Source = source,
            Rights = scopes.Where(Permissions.Of(role).Contains).ToHashSet(),
        };

    /// <summary>The caller as another node is told of them.</summary>
    public CallerTicket ToTicket() =>
        new()
        {
            UserId = UserId,
            Name = Name,
            Rights = [.. Rights],
            PrinterIds = PrinterIds is { } ids ? [.. ids] : null,
            Role = Role,
            KeyId = KeyId,
            SessionHash = SessionHash,
            Source = Source,
            IsSystem = IsSystem,
            Call = Call,
        };

    /// <summary>The caller whom another node has signed in. For those who have checked the seal of that node alone.</summary>
    public static Caller FromTicket(CallerTicket ticket) =>
        new()
        {
            UserId = ticket.UserId,
            Name = ticket.Name,
            Rights = ticket.Rights.ToHashSet(),
            PrinterIds = ticket.PrinterIds?.ToHashSet(),
            Role = ticket.Role,
            KeyId = ticket.KeyId,
            SessionHash = ticket.SessionHash,
            Source = ticket.Source,
            IsSystem = ticket.IsSystem,
            Call = ticket.Call,
        };

    /// <summary>An entry of the audit log about what they do.</summary>
    public AuditEntry Audit(
        string action,
        string subjectKind = "",
        object? subjectId = null,
        string subjectName = "",
        string detail = "{}"
    ) =>
        new()
        {
            UserId = UserId,
            UserName = Name,
            Source = KeyId is { } key ? $"{Source} key {key}" : Source,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId?.ToString() ?? "",
            SubjectName = subjectName,
            Detail = detail,
        };
}
