using WsiDicomizer.InPlace.Checking;
using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace;

/// <summary>What becomes of a slide: which bytes of its files, and which names. Nothing is written yet.</summary>
public sealed class AnonymizationPlan
{
    internal AnonymizationPlan(
        PlanContext context, IReadOnlyList<PlannedFile> files, SlideShape shape, IReadOnlyList<FileState> states)
    {
        Folder = context.Folder;
        NewName = context.NewName;
        FormatName = context.Slide.FormatName;
        Level = context.Rules.Level;
        Places = context.Places;
        Files = files;
        Shape = shape;
        States = states;
    }

    /// <summary>The slide's new name, without folder and extension; its old one where it keeps that.</summary>
    public string NewName { get; }

    /// <summary>The format, as the slide says it.</summary>
    public string FormatName { get; }

    /// <summary>How much goes.</summary>
    public AnonymizationLevel Level { get; }

    /// <summary>What becomes of each place of identity. Never a value.</summary>
    public IReadOnlyList<PlannedPlace> Places { get; }

    /// <summary>The paths that the slide's files get, below the folder of the first, the parts joined by <c>/</c>.</summary>
    public IReadOnlyList<string> NewFileNames => [.. Files.Where(file => !file.IsRemoved).Select(file => file.NewName)];

    /// <summary>How often each action is taken, by its name in ordinal order.</summary>
    public IReadOnlyDictionary<string, int> ActionCounts => new SortedDictionary<string, int>(
        Places.GroupBy(place => place.Action.ToString(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>How many bytes of the slide's files are written over.</summary>
    public long ChangedBytes => Files.Sum(file => file.Patches.Patches.Sum(patch => patch.Range.Length));

    /// <summary>Whether every byte and name is already as it is to be.</summary>
    public bool ChangesNothing => Files.All(file =>
        !file.IsRemoved && file.Patches.Patches.Count == 0 && file.NewName == GetOldName(file));

    /// <summary>The folder of the slide's first file, by full path.</summary>
    internal string Folder { get; }

    /// <summary>What becomes of every file.</summary>
    internal IReadOnlyList<PlannedFile> Files { get; }

    /// <summary>What the slide must still be afterwards.</summary>
    internal SlideShape Shape { get; }

    /// <summary>The files as they were when the plan was made.</summary>
    internal IReadOnlyList<FileState> States { get; }

    /// <summary>The paths that the slide's files have after a change in place, by full path.</summary>
    public IReadOnlyList<string> GetNewPaths() => [.. NewFileNames.Select(name => Path.GetFullPath(Path.Combine(Folder, name)))];

    /// <summary>A file's present path below <see cref="Folder"/>, the parts joined by <c>/</c>.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    internal string GetOldName(PlannedFile file) => Path.GetRelativePath(Folder, file.Path).Replace('\\', '/');

    /// <summary>Refuses to go on where a file is no longer as it was when the plan was made.</summary>
    /// <exception cref="AnonymizationException">It is not.</exception>
    internal void RequireUnchanged()
    {
        foreach (var state in States)
        {
            state.RequireSame();
        }
    }
}
