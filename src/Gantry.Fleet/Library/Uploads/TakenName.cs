namespace Gantry.Fleet.Library;

/// <summary>What happens when a file of the same name is in the folder.</summary>
public enum TakenName
{
    /// <summary>The new one gets a number.</summary>
    Number,

    /// <summary>The old one gets the new bytes, if the caller may change it. Jobs that were sent keep the old ones.</summary>
    Replace,

    /// <summary>The new one is not taken.</summary>
    Refuse,
}
