using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Writing;

/// <summary>Changes a slide where it stands, so that a kill at any moment leaves it as it was or as it is to be.</summary>
/// <remarks>
/// A journal beside the slide holds what is replaced and by what, on the disk, before the first byte changes. What another
/// run left half-done is finished by <see cref="Recover"/>; only it may be called on such a slide.
/// </remarks>
public static class InPlaceWriter
{
    /// <summary>Writes the plan's patches into the slide's files, and gives them their new names.</summary>
    /// <param name="plan">What becomes of the slide.</param>
    /// <exception cref="AnonymizationException">
    /// A file changed meanwhile or may not be written, or the slide would not be what it was: it is as it was before.
    /// </exception>
    /// <exception cref="IOException">
    /// A disk refuses. Before the first byte changed: the slide is as it was. Later: the journal stands beside it, and
    /// the next run finishes.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be written: the slide is as it was.</exception>
    public static void Write(AnonymizationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.ChangesNothing)
        {
            ResetTimes(plan);
            return;
        }

        RequireWritable(plan);
        plan.RequireUnchanged();
        using var journal = Journal.Create(plan);
        try
        {
            plan.RequireUnchanged();
        }
        catch (AnonymizationException)
        {
            journal.Wipe();
            throw;
        }

        if (ApplyAndCheck(journal, plan) is { } fault)
        {
            throw new AnonymizationException("the slide would not be what it was, so every byte was put back", fault);
        }

        Finish(journal);
    }

    /// <summary>Finishes what a killed run left half-done in a folder, or puts it back where the slide would not open.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The slides' first files: by which path it was known, and which it has now.</returns>
    /// <exception cref="IOException">A journal is in use by another run, or a disk refuses.</exception>
    public static IReadOnlyList<(string OldPath, string NewPath)> Recover(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var finished = new List<(string OldPath, string NewPath)>();
        foreach (var path in EnumerateJournals(folder).Order(StringComparer.Ordinal))
        {
            using var journal = Journal.Open(path);
            if (journal.State == JournalState.Writing && ApplyAndCheck(journal, plan: null) is not null)
            {
                continue;
            }

            if (journal.State == JournalState.None)
            {
                journal.Wipe();
                continue;
            }

            var slide = journal.Files[0];
            Finish(journal);
            finished.Add((Path.Combine(journal.Folder, slide.OldName), Path.Combine(journal.Folder, slide.NewName)));
        }

        return finished;
    }

    /// <summary>Whether a run left something half-done in a folder, or is at work there.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsUnfinished(string folder) => EnumerateJournals(folder).Any();

    /// <summary>Whether a file is the journal of a change in place.</summary>
    /// <param name="path">The file.</param>
    public static bool IsJournal(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(JournalFormat.Suffix, StringComparison.Ordinal);
    }

    private static IEnumerable<string> EnumerateJournals(string folder) =>
        Directory.EnumerateFiles(folder, $".*{JournalFormat.Suffix}");

    private static void Finish(Journal journal)
    {
        journal.Advance(JournalState.Renaming);
        journal.Rename(isUndone: false);
        journal.Finish();
        journal.Wipe();
    }

    /// <summary>Writes bytes and names; where the slide is not what it must be then, all is as before and the journal is gone.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    private static Exception? ApplyAndCheck(Journal journal, AnonymizationPlan? plan)
    {
        journal.Apply(isUndone: false);

        // A file may name others by their new names: only under these the slide opens.
        journal.Rename(isUndone: false);
        if (FindFault(journal, plan) is not { } fault)
        {
            return null;
        }

        journal.Rename(isUndone: true);
        journal.Apply(isUndone: true);
        journal.Wipe();
        return fault;
    }

    /// <summary>What is wrong with the slide as its bytes and names are now; null for nothing.</summary>
    private static Exception? FindFault(Journal journal, AnonymizationPlan? plan)
    {
        try
        {
            using var slide = SlideFormats.Open(Path.Combine(journal.Folder, journal.Files[0].NewName));
            plan?.Shape.RequireSame(slide);
            return null;
        }
        catch (Exception exception) when (exception is AnonymizationException or SlideFormatException)
        {
            return exception;
        }
    }

    private static void RequireWritable(AnonymizationPlan plan)
    {
        foreach (var file in plan.Files)
        {
            // Also sees to it that nobody else has it open for writing.
            File.OpenHandle(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            var target = Path.Combine(plan.Folder, file.NewName);
            if (!file.IsRemoved && target != file.Path && File.Exists(target))
            {
                throw new AnonymizationException("a file with the slide's new name is there already");
            }
        }
    }

    private static void ResetTimes(AnonymizationPlan plan)
    {
        foreach (var file in plan.Files.Where(file => !FileTimes.IsReset(file.Path)))
        {
            FileTimes.Reset(file.Path);
        }
    }
}
