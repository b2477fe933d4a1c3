using System.Text;
using WsiDicomizer.Deidentification.Crosswalks;

namespace WsiDicomizer.Deidentification.Tests.Crosswalks;

public sealed class CrosswalkFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-crosswalk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Doe^Jane", "Doe^Jane")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+46 70", "'+46 70")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("'quoted", "''quoted")]
    [InlineData("-12345", "-12345")]
    [InlineData("-", "'-")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("Mötley^小林", "Mötley^小林")]
    public void Deliver_Value_IsQuotedAndNoFormula(string original, string cell)
    {
        Deliver(("PatientName", original, "P-1"));

        Assert.Equal($"kind,original,replacement\nPatientName,{cell},P-1\n", Read("x.csv"));
    }

    [Fact]
    public void Deliver_EntriesInAnyOrder_AreSortedAndUnique()
    {
        Deliver(("StudyInstanceUID", "1.2", "2.25.1"), ("PatientID", "B ", "P-2"), ("PatientID", "A", "P-1"), ("PatientID", "B", "P-2"));

        Assert.Equal(
            "kind,original,replacement\nPatientID,A,P-1\nPatientID,B,P-2\nStudyInstanceUID,1.2,2.25.1\n", Read("x.csv"));
    }

    [Fact]
    public void Deliver_WhatIsEmptyOrStays_HasNoLine()
    {
        Deliver(("PatientID", "", "P-1"), ("SOPClassUID", "1.2.840.10008.1.1", "1.2.840.10008.1.1"));

        Assert.Equal("kind,original,replacement\n", Read("x.csv"));
    }

    [Fact]
    public void Deliver_Midi_HasUidsAndPatientsLetterForLetter()
    {
        using (var files = CrosswalkFiles.Reserve(Targets(midi: "midi"))!)
        {
            var entries = new CrosswalkEntries();
            entries.Add(CrosswalkCategory.Identifier, "PatientID", "-A1", "P-1");
            entries.Add(CrosswalkCategory.Identifier, "AccessionNumber", "A2", "A-2");
            entries.Add(CrosswalkCategory.Uid, "SOPInstanceUID", "1.2", "2.25.1");
            entries.Add(CrosswalkCategory.Uid, "ReferencedSOPInstanceUID", "1.2", "2.25.1");
            entries.Add(CrosswalkCategory.Source, CrosswalkKinds.ConvertedSOPInstanceUID, "1.2", "2.25.9");
            files.Crosswalk.Add(entries);
            files.Deliver();
        }

        Assert.Equal("id_old,id_new\n-A1,P-1\n", Read("midi/patid_mapping.csv"));
        Assert.Equal("id_old,id_new\n1.2,2.25.1\n", Read("midi/uid_mapping.csv"));
    }

    [Fact]
    public void Deliver_OnUnix_IsReadableByTheOwnerAloneFromTheStart()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var files = CrosswalkFiles.Reserve(Targets("x.csv", "midi"))!;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, File.GetUnixFileMode(PathOf(".x.csv.partial")));
        files.Deliver();

        Assert.Equal(Owner, File.GetUnixFileMode(PathOf("x.csv")));
        Assert.Equal(Owner, File.GetUnixFileMode(PathOf("midi/uid_mapping.csv")));
        Assert.Equal(Owner, File.GetUnixFileMode(PathOf("midi/patid_mapping.csv")));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(PathOf("midi")));
    }

    [Fact]
    public void Dispose_WithoutDelivery_LeavesNothing()
    {
        CrosswalkFiles.Reserve(Targets("x.csv", "midi"))!.Dispose();

        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Reserve_Twice_IsRefusedAndLeavesTheFirstAlone()
    {
        using var first = CrosswalkFiles.Reserve(Targets("x.csv"))!;

        var exception = Assert.Throws<CrosswalkException>(() => CrosswalkFiles.Reserve(Targets("x.csv", "midi")));

        Assert.Contains("another run", exception.Message, StringComparison.Ordinal);
        Assert.Equal([PathOf(".x.csv.partial")], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Reserve_WhereSomethingIs_IsRefusedAndLeavesIt()
    {
        File.WriteAllText(PathOf("x.csv"), "mine");

        Assert.Throws<CrosswalkException>(() => CrosswalkFiles.Reserve(Targets("x.csv")));

        Assert.Equal("mine", Read("x.csv"));
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Theory]
    [InlineData("there")]
    [InlineData("nowhere")]
    public void Reserve_ALink_IsNotFollowed(string target)
    {
        File.WriteAllText(PathOf("there"), "mine");
        File.CreateSymbolicLink(PathOf("x.csv"), PathOf(target));

        Assert.Throws<CrosswalkException>(() => CrosswalkFiles.Reserve(Targets("x.csv")));

        Assert.Equal("mine", Read("there"));
        Assert.False(File.Exists(PathOf("nowhere")));
    }

    [Fact]
    public void Deliver_WhereSomethingCameMeanwhile_FailsAndLeavesIt()
    {
        using (var files = CrosswalkFiles.Reserve(Targets("x.csv"))!)
        {
            File.WriteAllText(PathOf("x.csv"), "mine");

            Assert.Throws<IOException>(files.Deliver);
        }

        Assert.Equal("mine", Read("x.csv"));
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Theory]
    [InlineData("out/x.csv")]
    [InlineData("out/deep/er/x.csv")]
    [InlineData("out/../out/x.csv")]
    [InlineData("out")]
    [InlineData("alias/x.csv")]
    [InlineData("relative/x.csv")]
    [InlineData("twice/x.csv")]
    [InlineData("inner/x.csv")]
    public void Reserve_InsideTheOutput_IsRefusedAlsoThroughLinks(string path)
    {
        Directory.CreateSymbolicLink(PathOf("alias"), PathOf("out"));
        Directory.CreateSymbolicLink(PathOf("relative"), "./out/");
        Directory.CreateSymbolicLink(PathOf("twice"), "relative");
        Directory.CreateSymbolicLink(PathOf("inner"), "alias/not/yet");
        var before = Directory.GetFileSystemEntries(_folder.FullName);

        foreach (var targets in (CrosswalkTargets[])[Targets(path), Targets(midi: path)])
        {
            var exception = Assert.Throws<CrosswalkException>(() => CrosswalkFiles.Reserve(targets));
            Assert.Contains("inside the output", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Reserve_WhereTheOutputIsALink_FollowsIt()
    {
        Directory.CreateDirectory(PathOf("real"));
        Directory.CreateSymbolicLink(PathOf("out"), PathOf("real"));

        Assert.Throws<CrosswalkException>(() => CrosswalkFiles.Reserve(Targets("real/x.csv")));
    }

    [Fact]
    public void Reserve_BesideAnOutputOfALikeName_IsRight()
    {
        Directory.CreateDirectory(PathOf("output"));

        using var files = CrosswalkFiles.Reserve(Targets("output/x.csv"));

        Assert.NotNull(files);
    }

    [Fact]
    public void Reserve_LinksInACircle_IsRefused()
    {
        Directory.CreateSymbolicLink(PathOf("a"), PathOf("b"));
        Directory.CreateSymbolicLink(PathOf("b"), PathOf("a"));

        Assert.Throws<CrosswalkException>(() => CrosswalkFiles.Reserve(Targets("a/x.csv")));
    }

    [Fact]
    public void Reserve_WhereNoneIsAskedFor_IsNull() => Assert.Null(CrosswalkFiles.Reserve(Targets()));

    [Fact]
    public void EnsureRoom_WhenFull_SaysWhichLimit()
    {
        using var files = CrosswalkFiles.Reserve(Targets("x.csv"), new CrosswalkLimits { MaximumLines = 2 })!;
        var entries = new CrosswalkEntries();
        entries.Add(CrosswalkCategory.Identifier, "PatientID", "A", "P-1");
        files.Crosswalk.Add(entries);
        files.Crosswalk.EnsureRoom();
        entries.Add(CrosswalkCategory.Identifier, "PatientID", "B", "P-2");
        files.Crosswalk.Add(entries);

        var exception = Assert.Throws<DeidentificationException>(files.Crosswalk.EnsureRoom);

        Assert.Contains("MaximumLines = 2", exception.Message, StringComparison.Ordinal);
    }

    private CrosswalkTargets Targets(string? file = null, string? midi = null) => new()
    {
        File = file is null ? null : PathOf(file),
        MidiFolder = midi is null ? null : PathOf(midi),
        OutputFolder = PathOf("out"),
    };

    private void Deliver(params (string Kind, string Original, string Replacement)[] entries)
    {
        using var files = CrosswalkFiles.Reserve(Targets("x.csv"))!;
        Parallel.ForEach(entries, entry =>
        {
            var delivered = new CrosswalkEntries();
            delivered.Add(CrosswalkCategory.Identifier, entry.Kind, entry.Original, entry.Replacement);
            files.Crosswalk.Add(delivered);
        });
        files.Deliver();
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Read(string name) => Encoding.UTF8.GetString(File.ReadAllBytes(PathOf(name)));
}
