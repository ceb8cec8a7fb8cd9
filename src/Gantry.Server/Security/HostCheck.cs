using Gantry.Server.Problems;

namespace Gantry.Server.Security;

/// <summary>Refuses calls for a name that is not ours; see <see cref="AllowedHosts"/>.</summary>
internal sealed class HostCheck(RequestDelegate next, AllowedHosts hosts)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Host is { HasValue: true, Host: var name } && hosts.Allows(name)
            ? next(context)
            : ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                ProblemCode.HostNotAllowed,
                "Gantry does not know itself by this name. Call it by its address, or add the name with --host or in the settings."
            );
}
