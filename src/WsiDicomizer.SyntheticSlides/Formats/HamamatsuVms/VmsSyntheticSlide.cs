using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>Writes synthetic VMS and VMU slides, which are several files each.</summary>
public static class VmsSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "hamamatsu-vms";

    /// <summary>The extension of a variant's index.</summary>
    /// <param name="variant">The variant.</param>
    public static string FileExtensionOf(VmsVariant variant) => VmsTraits.Of(variant).FileExtension;

    /// <summary>The name of a variant, as on the command line.</summary>
    /// <param name="variant">The variant.</param>
    public static string NameOf(VmsVariant variant) => VmsTraits.Of(variant).Name;

    /// <summary>Writes a slide, its companions beside it, and its answer key.</summary>
    /// <param name="path">The index's path; its name is part of what is planted, and begins the names of the other files.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; there is no index then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(string path, VmsSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var planted = new AnswerKeyBuilder();
        if (options.Identity != PlantedIdentity.None)
        {
            planted.Add("file name", "file name", Path.GetFileName(path), PlantedKind.FileName);
        }

        var levels = new VmsFileWriter(path, options, planted).Write(path, cancellationToken);
        var key = new AnswerKey
        {
            Slide = Path.GetFileName(path),
            Vendor = Vendor,
            Variant = NameOf(options.Variant),
            Seed = options.Seed,
            MicrometresPerPixel = VmsFileWriter.MicrometresPerPixel,
            Levels = levels,
            Entries = planted.Entries,
        };
        CompleteFile.Write(AnswerKey.PathFor(path), stream => stream.Write(key.ToJson()));
        return key;
    }
}
