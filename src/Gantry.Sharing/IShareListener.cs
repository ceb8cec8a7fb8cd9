namespace Gantry.Sharing;

/// <summary>Hears what happens at the shares of a <see cref="ShareServer"/>.</summary>
public interface IShareListener
{
    /// <summary>The last kind that is of interest; events of later kinds are not made.</summary>
    ShareEventKind Detail { get; }

    /// <summary>Something happened. Called on the sharing thread, which serves every port: it must not block.</summary>
    void Heard(ShareEvent happened);
}
