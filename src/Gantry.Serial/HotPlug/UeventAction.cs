namespace Gantry.Serial.HotPlug;

/// <summary>What the kernel did with a device (lib/kobject_uevent.c).</summary>
internal enum UeventAction
{
    /// <summary>A word that is of no meaning here: change, move, online, offline, bind, unbind.</summary>
    Other,

    /// <summary>It came.</summary>
    Add,

    /// <summary>It went.</summary>
    Remove,
}
