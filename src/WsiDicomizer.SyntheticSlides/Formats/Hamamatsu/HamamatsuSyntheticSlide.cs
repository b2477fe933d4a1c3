using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>Writes synthetic NDPI slides.</summary>
public static class HamamatsuSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "hamamatsu";

    /// <summary>The name of a variant, as on the command line.</summary>
    /// <param name="variant">The variant.</param>
    public static string NameOf(HamamatsuVariant variant) => HamamatsuTraits.Of(variant).Name;

    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <remarks>Both files appear under their names only when they are complete.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, HamamatsuSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        AnswerKey? key = null;
        CompleteFile.Write(
            path, stream => key = Write(stream, Path.GetFileName(path), options, cancellationToken));
        CompleteFile.Write(AnswerKey.PathFor(path), stream => stream.Write(key!.ToJson()));
        return key!;
    }

    /// <summary>Writes a slide into a stream.</summary>
    /// <param name="stream">Empty, and able to seek; stays open.</param>
    /// <param name="fileName">The name that the answer key gives the slide.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops between rows of cells.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, HamamatsuSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var planted = new AnswerKeyBuilder();
        if (options.Identity != PlantedIdentity.None)
        {
            planted.Add("file name", "file name", fileName, PlantedKind.FileName);
        }

        var levels = new HamamatsuFileWriter(options, stream, planted).Write(cancellationToken);
        return new AnswerKey
        {
            Slide = fileName,
            Vendor = Vendor,
            Variant = NameOf(options.Variant),
            Seed = options.Seed,
            MicrometresPerPixel = HamamatsuFileWriter.MicrometresPerPixel,
            Levels = levels,
            Entries = planted.Entries,
        };
    }
}
