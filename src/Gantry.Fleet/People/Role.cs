namespace Gantry.Fleet.People;

/// <summary>What somebody may do in general; each role may do all that those before it may.</summary>
public enum Role
{
    /// <summary>Looks at printers, queue and library.</summary>
    Viewer,

    /// <summary>Brings files, and sees and controls jobs of their own.</summary>
    Member,

    /// <summary>Works with every printer and every job.</summary>
    Operator,

    /// <summary>Also decides on people, printers and settings.</summary>
    Administrator,
}
