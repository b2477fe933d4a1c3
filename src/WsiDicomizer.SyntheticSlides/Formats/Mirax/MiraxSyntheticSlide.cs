using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>Writes synthetic MIRAX slides: a file and the folder of the same name beside it.</summary>
public static class MiraxSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "mirax";

    /// <summary>The extension of a slide.</summary>
    public const string FileExtension = ".mrxs";

    private const string PartialExtension = ".partial";

    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The path does not end with the extension.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(string path, MiraxSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (!path.EndsWith(FileExtension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"A MIRAX slide's name ends with {FileExtension}.", nameof(path));
        }

        var plan = new MiraxPlan(options);
        var name = Path.GetFileName(path);
        if (options.Identity != PlantedIdentity.None)
        {
            plan.Planted.Add("file name", "file name", name, PlantedKind.FileName);
            plan.Planted.Add("folder name", "folder name", Path.GetFileNameWithoutExtension(path), PlantedKind.FileName);
        }

        var folder = path[..^FileExtension.Length];
        var levels = WriteFolder(folder, plan, cancellationToken, out var slideFile);
        CompleteFile.Write(path, stream => stream.Write(slideFile));
        var key = new AnswerKey
        {
            Slide = name,
            Vendor = Vendor,
            Variant = plan.Traits.Name,
            Seed = options.Seed,
            MicrometresPerPixel = options.MicrometresPerPixel,
            Levels = levels,
            Entries = plan.Planted.Entries,
        };
        CompleteFile.Write(AnswerKey.PathFor(path), stream => stream.Write(key.ToJson()));
        return key;
    }

    // Beside its place and then renamed, so that it is either complete or not there.
    private static IReadOnlyList<AnswerKeyLevel> WriteFolder(
        string folder, MiraxPlan plan, CancellationToken cancellationToken, out byte[] slideFile)
    {
        var partial = folder + PartialExtension;
        DeleteFolder(partial);
        Directory.CreateDirectory(partial);
        try
        {
            using var plantings = new MiraxPlantings(plan);
            using var writer = new MiraxFolderWriter(plan, plantings, partial);
            var levels = writer.Write(cancellationToken);
            slideFile = plantings.MakeSlideFile();
            DeleteFolder(folder);
            Directory.Move(partial, folder);
            return levels;
        }
        finally
        {
            DeleteFolder(partial);
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
