using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>An Orthanc of the tests' own: ports that are free, a scratch folder, stopped at the end.</summary>
public sealed class OrthancServer : IDisposable
{
    private const string DicomWebPlugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    private readonly TempFolder _folder = new();
    private readonly RunningProcess? _process;

    public OrthancServer()
    {
        if (Tools.Find("Orthanc") is not { } program)
        {
            // The tests are skipped then; the fixture is made all the same.
            return;
        }

        (HttpPort, DicomPort) = FreePorts();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{HttpPort}/") };
        var configuration = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["Name"] = "WSITEST",
            ["StorageDirectory"] = _folder["storage"],
            ["IndexDirectory"] = _folder["storage"],
            ["HttpPort"] = HttpPort,
            ["DicomPort"] = DicomPort,
            ["DicomAet"] = "WSITEST",
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["DicomCheckCalledAet"] = false,
            ["DicomAlwaysAllowStore"] = true,
            ["UnknownSopClassAccepted"] = true,
            ["Plugins"] = new[] { DicomWebPlugin },
            ["DicomWeb"] = new Dictionary<string, object> { ["Enable"] = true, ["Root"] = "/dicom-web/" },
        });
        var path = _folder.Write("orthanc.json", Encoding.UTF8.GetBytes(configuration));
        _process = ProcessRun.Launch(program, [path]);
        if (!_process.WaitUntil(Answers, TimeSpan.FromSeconds(60)))
        {
            var output = "Orthanc does not answer";
            Dispose();
            throw new InvalidOperationException(output);
        }
    }

    public int HttpPort { get; }

    public int DicomPort { get; }

    internal HttpClient Http { get; } = new();

    /// <summary>The server's own name of an instance that it holds, or null.</summary>
    internal async Task<string?> FindAsync(string sopInstanceUid)
    {
        using var content = new StringContent(sopInstanceUid);
        using var response = await Http.PostAsync(new Uri("tools/lookup", UriKind.Relative), content);
        using var found = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return found.RootElement.EnumerateArray()
            .Where(item => item.GetProperty("Type").GetString() == "Instance")
            .Select(item => item.GetProperty("ID").GetString())
            .FirstOrDefault();
    }

    /// <summary>Takes everything out of it.</summary>
    internal async Task ClearAsync()
    {
        using var studies = JsonDocument.Parse(await Http.GetByteArrayAsync(new Uri("studies", UriKind.Relative)));
        foreach (var study in studies.RootElement.EnumerateArray())
        {
            using var gone = await Http.DeleteAsync(new Uri($"studies/{study.GetString()}", UriKind.Relative));
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        _process?.Dispose();
        _folder.Dispose();
    }

    private bool Answers()
    {
        try
        {
            return Http.GetAsync(new Uri("system", UriKind.Relative)).GetAwaiter().GetResult().IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static (int First, int Second) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }

    /// <summary>Sends an instance with dcmtk's storescu.</summary>
    /// <remarks>It proposes this SOP class only when asked for what is required.</remarks>
    internal ProcessRun Store(string instance, string transferSyntaxUid)
    {
        var proposal = transferSyntaxUid switch
        {
            "1.2.840.10008.1.2.4.50" => "--propose-jpeg8",
            "1.2.840.10008.1.2.4.70" => "--propose-lossless",
            "1.2.840.10008.1.2.4.80" => "--propose-jls-lossless",
            "1.2.840.10008.1.2.4.90" => "--propose-j2k-lossless",
            "1.2.840.10008.1.2.4.91" => "--propose-j2k-lossy",
            "1.2.840.10008.1.2.5" => "--propose-rle",
            _ => "--propose-uncompr",
        };
        return ProcessRun.Start(
            "storescu",
            ["--required", proposal, "127.0.0.1", DicomPort.ToString(CultureInfo.InvariantCulture), instance]);
    }
}
