namespace Gantry.Sharing.Policies;

/// <summary>What happens to DTR and RTS when the client that writes comes and goes.</summary>
public enum LinePolicy
{
    /// <summary>Both are raised for a client and dropped when it leaves. Most printer boards reset when DTR goes up.</summary>
    Raise,

    /// <summary>They stay as they are; only a client's own commands move them.</summary>
    Keep,
}
