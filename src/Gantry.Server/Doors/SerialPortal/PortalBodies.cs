using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gantry.Fleet.Errors;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>Reads what the portal's callers send: JSON, whatever they call it, for curl calls it a form.</summary>
internal static class PortalBodies
{
    private const int MostBytes = 64 * 1024;

    /// <exception cref="FleetException">It is no JSON, or too long.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class, new()
    {
        var body = new MemoryStream();
        byte[] buffer = new byte[4096];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > MostBytes)
                throw new FleetException(FleetError.TooLarge, $"A body has at most {MostBytes} bytes.");
        }
        if (body.Length == 0)
            return new T();
        try
        {
            return JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type) ?? new T();
        }
        catch (JsonException)
        {
            throw new FleetException(FleetError.Invalid, "The body is no JSON object of the expected form.");
        }
    }
}
