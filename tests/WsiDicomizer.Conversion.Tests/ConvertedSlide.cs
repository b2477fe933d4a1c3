using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests;

/// <summary>A synthetic slide in a folder of its own, and conversions of it.</summary>
internal sealed class ConvertedSlide : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsidicomizer-test-").FullName;

    public ConvertedSlide(AperioSyntheticOptions options, string name = "DOE_JANE_4711.svs")
        : this(path => AperioSyntheticSlide.Write(path, options), name)
    {
    }

    public ConvertedSlide(Action<string> write, string name)
    {
        SlidePath = Path.Combine(_folder, name);
        write(SlidePath);
    }

    public string SlidePath { get; }

    public static AperioSyntheticOptions Small(AperioVariant variant) => new()
    {
        Variant = variant,
        Size = new PixelSize(1300, 1100),
    };

    public static ResolvedProfile Profile(string name) => ResolvedProfile.Resolve(
        new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles")).Load(name));

    public string CreateOutput(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    public ConversionResult Convert(
        string output,
        string profile = "level-iv",
        byte key = 1,
        int workers = 2,
        PixelSpacing? spacing = null,
        IProgress<ConversionProgress>? progress = null,
        Func<ConversionOptions, ConversionOptions>? change = null,
        CancellationToken cancellationToken = default)
    {
        var secret = new byte[ProjectKey.LengthBytes];
        secret.AsSpan().Fill(key);
        var options = new ConversionOptions
        {
            Profile = Profile(profile),
            Key = new ProjectKey(secret),
            Workers = workers,
            SpacingOverride = spacing,
        };
        var converter = new SlideConverter(change is null ? options : change(options));
        using var slide = SlideFormats.Open(SlidePath);
        return converter.Convert(slide, output, progress, cancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
