using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>Writes synthetic Zeiss CZIs.</summary>
public static class ZeissSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "zeiss";

    /// <summary>The extension of a slide.</summary>
    public const string FileExtension = ".czi";

    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, ZeissSyntheticOptions options, CancellationToken cancellationToken = default)
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
    /// <param name="cancellationToken">Stops between two subblocks.</param>
    /// <returns>The answer key; <c>page</c> of a level counts pyramids: scenes, their channels, their focal planes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, ZeissSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var plan = new ZeissPlan(options);
        if (options.Identity != PlantedIdentity.None)
        {
            plan.Planted.Add("file name", "file name", fileName, PlantedKind.FileName);
        }

        using var writer = new ZeissFileWriter(plan, stream);
        writer.Write(cancellationToken);
        return new AnswerKey
        {
            Slide = fileName,
            Vendor = Vendor,
            Variant = plan.Traits.Name,
            Seed = options.Seed,
            MicrometresPerPixel = options.MicrometresPerPixel,
            Levels = plan.Levels,
            Entries = plan.Planted.Entries,
        };
    }

    /// <summary>The name of a variant.</summary>
    internal static string NameOf(ZeissVariant variant) => ZeissTraits.Of(variant).Name;
}
