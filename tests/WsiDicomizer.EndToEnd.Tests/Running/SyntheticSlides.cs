using System.Collections.Concurrent;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>One slide of every kind that <c>synth</c> makes of a vendor, and what <c>convert</c> makes of each.</summary>
/// <remarks>Made when first asked for, and once for all tests of the run: they only read. May be used by several threads.</remarks>
internal sealed class SyntheticSlides
{
    private const int Seed = 13;

    private static readonly TempFolder Folder = new();
    private static readonly ConcurrentDictionary<string, SyntheticSlides> Vendors = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Lazy<ConvertedFolder>> _converted = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<string>> _slides;
    private readonly string _vendor;

    static SyntheticSlides() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Dispose();

    private SyntheticSlides(string vendor)
    {
        _vendor = vendor;
        _slides = new Lazy<IReadOnlyList<string>>(Make);
    }

    /// <summary>The folder of the slides.</summary>
    public string Path => Folder[_vendor];

    /// <summary>The paths of the slides, in order; of a slide of several files the one that names it.</summary>
    public IReadOnlyList<string> Slides => _slides.Value;

    /// <summary>The slides of a vendor.</summary>
    public static SyntheticSlides Of(string vendor) => Vendors.GetOrAdd(vendor, name => new SyntheticSlides(name));

    /// <summary>The slide of a kind.</summary>
    public string Slide(string variant) => Assert.Single(
        Slides, slide => System.IO.Path.GetFileName(slide).Contains($"-{variant}.", StringComparison.Ordinal));

    /// <summary>What <c>convert</c> makes of a kind.</summary>
    /// <param name="variant">The kind.</param>
    /// <param name="options">Of <c>convert</c>.</param>
    public ConvertedFolder Convert(string variant, params string[] options) => ConvertSlide(Slide(variant), options);

    /// <summary>What <c>convert</c> makes of one of <see cref="Slides"/>.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="options">Of <c>convert</c>.</param>
    public ConvertedFolder ConvertSlide(string slide, params string[] options) => _converted.GetOrAdd(
        string.Join('\n', [slide, .. options]),
        _ => new Lazy<ConvertedFolder>(() => ConvertedFolder.Convert(slide, Folder[$"out-{Guid.NewGuid():N}"], options))).Value;

    private List<string> Make()
    {
        Wsidicomizer.RunWell("synth", _vendor, "-o", Path, "--size", SizeOf(_vendor), "--seed", $"{Seed}");
        const string Key = ".answers.json";
        return [.. Directory.EnumerateFiles(Path, "*" + Key).Select(key => key[..^Key.Length]).Order(StringComparer.Ordinal)];
    }

    // What the tests of the vendors say of sizes and pages holds for these.
    private static string SizeOf(string vendor) => vendor switch
    {
        "aperio" => "1000x800",
        "hamamatsu" => "1200x600",
        "hamamatsu-vms" => "1200x1000",
        "mirax" => "1500x1000",
        "philips" => "1400x900",
        _ => "1600x1200",
    };
}
