using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>CMU-1-Small-Region, converted under each profile that a test asks for, once per test class.</summary>
public sealed class Cmu1 : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, ConvertedFolder> _converted = new(StringComparer.Ordinal);
    private string? _key;

    /// <summary>The slide.</summary>
    internal static string Slide => SharedSlides.File("aperio/CMU-1-Small-Region.svs");

    /// <summary>Its identity: what its descriptions say about whom, when and with what it was made.</summary>
    internal static readonly string[] Identity =
    [
        "CMU-1", "CPAPERIOCS", "b414003d-95c6-48b0-9369-8010ed517ba7", "1004486",
        "12/29/09", "2009-12-29", "20091229", "09:59:15", "095915",
    ];

    /// <summary>The key of all conversions.</summary>
    internal string Key => _key ??= Wsidicomizer.NewKey(_folder);

    /// <summary>The slide under a profile.</summary>
    internal ConvertedFolder Converted(string profile)
    {
        if (!_converted.TryGetValue(profile, out var converted))
        {
            converted = ConvertedFolder.Convert(Slide, _folder[profile], "-p", profile, "--key-file", Key);
            _converted[profile] = converted;
        }

        return converted;
    }

    public void Dispose() => _folder.Dispose();
}
