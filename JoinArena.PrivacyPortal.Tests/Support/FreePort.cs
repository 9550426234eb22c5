using System.Net;
using System.Net.Sockets;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>A port for a server that must be told where to listen before it starts.</summary>
internal static class FreePort
{
    /// <summary>A port of the loopback address that is free now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
