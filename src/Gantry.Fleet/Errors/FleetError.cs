namespace Gantry.Fleet.Errors;

/// <summary>Why something was not done, as programs tell it apart; the names are the codes of the API in camel case.</summary>
public enum FleetError
{
    /// <summary>There is no such thing, or the caller may not know of it.</summary>
    NotFound,

    /// <summary>The state of things does not allow it.</summary>
    Conflict,

    /// <summary>Somebody else changed it since it was read.</summary>
    VersionConflict,

    /// <summary>The caller may not do this.</summary>
    NotAllowed,

    /// <summary>Nobody is signed in.</summary>
    SignInNeeded,

    /// <summary>What was sent is wrong; <see cref="FleetException.Fields"/> says where.</summary>
    Invalid,

    /// <summary>The caller's quota is used up.</summary>
    Quota,

    /// <summary>The printer cannot do this now.</summary>
    PrinterRefused,

    /// <summary>The file is none that can be printed.</summary>
    FileRefused,

    /// <summary>It is larger than is taken.</summary>
    TooLarge,

    /// <summary>The disk is too full.</summary>
    NoSpace,

    /// <summary>Too many tries in too little time.</summary>
    RateLimited,

    /// <summary>A camera gives no picture.</summary>
    CameraFailed,
}
