using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Names;

/// <summary>Level I: the names of a slide's files.</summary>
internal static class NameChange
{
    private const string OmeSuffix = ".ome";

    /// <summary>Plans that every file whose name begins with the slide's gets the new one in its place.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <remarks>For slides of one file, and of files that are found by their common name. Extensions stay as they are.</remarks>
    /// <exception cref="AnonymizationException">A file has a name of its own: the format has to say what becomes of it.</exception>
    public static void Plan(PlanContext context)
    {
        if (context.Rules.KeepName)
        {
            return;
        }

        var stem = GetStem(Path.GetFileName(context.Slide.Files[0]));
        for (var i = 0; i < context.Slide.Files.Count; i++)
        {
            var name = context.GetNewName(i);
            if (!name.StartsWith(stem, StringComparison.Ordinal))
            {
                throw new AnonymizationException(
                    $"file {i + 1} of the slide has a name of its own, and nothing tells what refers to it by that name");
            }

            context.Rename(i, context.NewName + name[stem.Length..]);
        }

        Tell(context);
    }

    /// <summary>Tells of every record of a name that it changes.</summary>
    /// <param name="context">The slide and the plan.</param>
    public static void Tell(PlanContext context)
    {
        foreach (var record in context.Records.Where(record => record.Kind == IdentityKind.FileName && record.Range is null))
        {
            context.Tell(record, PlaceAction.Renamed);
        }
    }

    /// <summary>A file's name without what tells its format.</summary>
    /// <param name="fileName">The name, without folders.</param>
    public static string GetStem(string fileName)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName);
        return stem.EndsWith(OmeSuffix, StringComparison.OrdinalIgnoreCase) ? stem[..^OmeSuffix.Length] : stem;
    }
}
