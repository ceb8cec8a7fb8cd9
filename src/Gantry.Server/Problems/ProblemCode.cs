namespace Gantry.Server.Problems;

/// <summary>The stable words that tell programs what went wrong; docs/api.md lists them.</summary>
internal static class ProblemCode
{
    public const string CameraFailed = "cameraFailed";
    public const string Conflict = "conflict";
    public const string FileRefused = "fileRefused";
    public const string HostNotAllowed = "hostNotAllowed";
    public const string InternalError = "internalError";
    public const string Invalid = "invalid";
    public const string KeyReused = "keyReused";
    public const string MethodNotAllowed = "methodNotAllowed";
    public const string MediaType = "mediaType";
    public const string NameTaken = "nameTaken";
    public const string NoSpace = "noSpace";
    public const string NotAllowed = "notAllowed";
    public const string NotFound = "notFound";
    public const string OriginNotAllowed = "originNotAllowed";
    public const string PrinterRefused = "printerRefused";
    public const string Quota = "quota";
    public const string RateLimited = "rateLimited";
    public const string SignInNeeded = "signInNeeded";
    public const string StillInUse = "stillInUse";
    public const string TokenNeeded = "tokenNeeded";
    public const string TooLarge = "tooLarge";
    public const string Unavailable = "unavailable";
    public const string VersionConflict = "versionConflict";
    public const string VersionNeeded = "versionNeeded";
}
