namespace Gantry.Firmware;

/// <summary>The one way up from a link to its owner. Calls come from inside the link's own methods, on the caller's thread.</summary>
public interface ILinkObserver
{
    /// <summary>A line came from the firmware; called before the link acts upon it.</summary>
    void OnReply(in Reply reply);

    /// <summary>A line is on its way to the firmware. After an error the same line comes again.</summary>
    void OnSent(in SentLine line);

    /// <summary>Something happened that is more than a line sent or acknowledged.</summary>
    void OnLink(in LinkEvent linkEvent);
}
