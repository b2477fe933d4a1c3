using System.Text;
using WsiDicomizer.Conversion.Inventories;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.Inventories;

public class InventoryBuilderTests
{
    private const string Secret = "PLANTED-4711";

    private static readonly DicomTag PrivateCreator = new(0x0009, 0x0010);
    private static readonly DicomTag PrivateText = new(0x0009, 0x1002);

    [Fact]
    public void Build_FilesOfTwoMakers_AreToldApartAndCounted()
    {
        var inventory = Build(
            "level-iv",
            File("Acme", "One", (DicomTag.PatientID, "A")),
            File("Acme", "One", (DicomTag.PatientID, "B")),
            File("Acme", "One", (DicomTag.PatientID, "A"), (DicomTag.StudyDescription, "x")),
            File("Acme", "Two"),
            File("Zeta", ""));

        Assert.Equal(
            [("Acme", "One", 3), ("Acme", "Two", 1), ("Zeta", "", 1)],
            inventory.Groups.Select(group => (group.Source.Manufacturer, group.Source.ManufacturerModelName, group.Files)));
        var patient = Entry(inventory, "(0010,0020)");
        Assert.Equal((3, 2, false, "PatientID"), (patient.Files, patient.DistinctValues, patient.MayHaveMore, patient.Keywords));
        Assert.Equal(["LO"], patient.ValueRepresentations);
        Assert.Equal(new InventoryAction("D", "profile: identifiers"), Assert.Single(patient.Actions));
        Assert.Equal(1, Entry(inventory, "(0008,1030)").Files);
    }

    [Fact]
    public void Build_NestedAndPrivate_AreNamedByPathAndCreator()
    {
        var file = File("Acme", "One");
        file.Dataset.Add(new DicomSequence(
            DicomTag.SpecimenDescriptionSequence,
            new DicomDataset { { DicomTag.SpecimenIdentifier, Secret } },
            new DicomDataset
            {
                new DicomLongString(PrivateCreator, "ACME 1.1"),
                new DicomLongText(PrivateText, Secret),
            }));

        var inventory = Build("level-iv", file);

        var nested = Entry(inventory, "(0040,0560)[*].(0040,0551)");
        Assert.Equal("SpecimenDescriptionSequence[*].SpecimenIdentifier", nested.Keywords);
        Assert.Equal("D", Assert.Single(nested.Actions).Action);
        var hidden = Entry(inventory, "(0040,0560)[*].(0009,xx02 ACME 1.1)");
        Assert.Equal(new InventoryAction("X", "E.1-1: X, private"), Assert.Single(hidden.Actions));
    }

    [Fact]
    public void Build_SameCreatorInAnotherBlock_IsTheSameEntry()
    {
        var first = File("Acme", "One");
        first.Dataset.Add(new DicomLongString(PrivateCreator, "ACME 1.1"));
        first.Dataset.Add(new DicomLongText(PrivateText, "a"));
        var second = File("Acme", "One");
        second.Dataset.Add(new DicomLongString(new DicomTag(0x0009, 0x0020), "ACME 1.1"));
        second.Dataset.Add(new DicomLongText(new DicomTag(0x0009, 0x2002), "b"));

        Assert.Equal(2, Entry(Build("level-iv", first, second), "(0009,xx02 ACME 1.1)").Files);
    }

    [Fact]
    public void Build_WhatGoesWithItsSequence_SaysSo()
    {
        var file = File("Acme", "One");
        file.Dataset.Add(new DicomSequence(
            DicomTag.ReferencedPatientSequence, new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2.3" } }));

        var action = Assert.Single(Entry(Build("level-iv", file), "(0008,1120)[*].(0008,1155)").Actions);

        Assert.Equal("X", action.Action);
        Assert.Contains("(0008,1120)", action.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Identified_KeepsEverythingAtEveryDepth()
    {
        var file = File("Acme", "One");
        file.Dataset.Add(new DicomSequence(
            DicomTag.ReferencedPatientSequence, new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2.3" } }));

        var entries = Build("identified", file).Groups.SelectMany(group => group.Entries);

        Assert.All(entries, entry => Assert.Equal("K", Assert.Single(entry.Actions).Action));
    }

    [Fact]
    public void Build_UnknownUnderRefuse_IsRefusedAndTheOthersAreTold()
    {
        var profile = ProfileParser.Parse("name: test\nbasis: ps3.15-basic\nunknown: refuse\n", "test.yaml");
        var file = File("Acme", "One");
        file.Dataset.Add(new DicomLongString(new DicomTag(0x0022, 0xFFF0), "x"));

        var inventory = Build(ResolvedProfile.Resolve(profile), showsValues: false, limits: null, file);

        Assert.Equal("refused", Assert.Single(Entry(inventory, "(0022,FFF0)").Actions).Action);
        Assert.Equal("K", Assert.Single(Entry(inventory, "(0008,0060)").Actions).Action);
    }

    [Fact]
    public void Build_ScannerRule_CountsForItsScannerAlone()
    {
        var profile = ProfileParser.Parse(
            "name: test\nbasis: ps3.15-basic\nscanners:\n  - when: { Manufacturer: \"Acme*\" }\n    attributes: { Modality: X }\n",
            "test.yaml");

        var inventory = Build(
            ResolvedProfile.Resolve(profile), showsValues: false, limits: null, File("Acme", "One"), File("Zeta", "One"));

        Assert.Equal(
            ["X", "K"],
            inventory.Groups.Select(group => group.Entries.Single(entry => entry.Name == "(0008,0060)").Actions[0].Action));
    }

    [Fact]
    public void Write_WithoutValues_HoldsNoneAndNoTraceOfThem()
    {
        var text = Json(Build("level-iv", File("Acme", "One", (DicomTag.PatientID, Secret))));

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"values\"", text, StringComparison.Ordinal);

        // The same with another value and another key: nothing that is derived from either.
        var other = new InventoryBuilder(Shipped("level-iv"), new ProjectKey(Enumerable.Repeat((byte)9, 32).ToArray()), showsValues: false);
        other.Add(File("Acme", "One", (DicomTag.PatientID, "another")));
        Assert.Equal(text, Json(other.Build()));
    }

    [Fact]
    public void Build_WithValues_ShowsSomeOfBoundedLength()
    {
        var limits = new InventoryLimits { MaximumShownValues = 2, MaximumTextLength = 4 };
        DicomFile[] files = [.. new[] { "aaaaaaaa", "b", "c", "b" }.Select(id => File("Acme", "One", (DicomTag.PatientID, id)))];

        var entry = Entry(Build(Shipped("level-iv"), showsValues: true, limits, files), "(0010,0020)");

        Assert.Equal(["aaaa…", "b"], entry.Values);
        Assert.Equal(3, entry.DistinctValues);
    }

    [Theory]
    [InlineData(3, 1_000)]
    [InlineData(1_000, 100)]
    public void Build_MoreValuesThanTheLimit_SaysThatThereAreMore(int distinct, int fingerprints)
    {
        var limits = new InventoryLimits { MaximumDistinctValues = distinct, MaximumFingerprints = fingerprints };
        var files = Enumerable.Range(0, 120).Select(number => File("Acme", "One", (DicomTag.PatientID, $"{number}"))).ToArray();

        var entry = Entry(Build(Shipped("level-iv"), showsValues: false, limits, files), "(0010,0020)");

        Assert.True(entry.MayHaveMore);
        Assert.InRange(entry.DistinctValues, 1, Math.Min(distinct, fingerprints));
        Assert.Equal(120, entry.Files);
    }

    [Fact]
    public void Build_MoreSourcesAndEntriesThanTheLimits_StaysBounded()
    {
        var limits = new InventoryLimits { MaximumSources = 2, MaximumEntries = 12 };
        var files = Enumerable.Range(0, 9).Select(number => File($"Maker {number}", "M")).ToArray();

        var inventory = Build(Shipped("level-iv"), showsValues: false, limits, files);

        Assert.Equal(3, inventory.Groups.Count);
        Assert.Equal("(further sources)", inventory.Groups[0].Source.Format);
        Assert.Equal(7, inventory.Groups[0].Files);
        Assert.Equal(12, inventory.Groups.Sum(group => group.Entries.Count));
        Assert.True(inventory.EntriesLeftOut > 0);
    }

    [Fact]
    public void Add_AFileThatNestsTooDeep_FailsAndLeavesNothing()
    {
        var deep = new DicomDataset { { DicomTag.PatientID, Secret } };
        for (var depth = 0; depth < 200; depth++)
        {
            deep = new DicomDataset { new DicomSequence(DicomTag.AnatomicRegionSequence, deep) };
        }

        var builder = new InventoryBuilder(Shipped("level-iv"), Key, showsValues: false);

        Assert.Throws<DeidentificationException>(() => builder.Add(new DicomFile(Meta, deep)));

        Assert.Empty(builder.Build().Groups);
    }

    [Fact]
    public void NewSince_ASavedOne_TellsNewSourcesAttributesAndRepresentationsOnly()
    {
        var old = Build("level-iv", File("Acme", "One", (DicomTag.PatientID, "A")));
        var path = Path.GetTempFileName();
        System.IO.File.WriteAllText(path, Json(old));
        var saved = InventoryJson.Load(path);
        System.IO.File.Delete(path);
        var changed = File("Acme", "One", (DicomTag.PatientID, "B"));
        changed.Dataset.AddOrUpdate(new DicomLongString(DicomTag.Modality, "SM"));
        changed.Dataset.Add(DicomTag.StudyDescription, "x");

        Assert.Empty(old.NewSince(saved).Groups);
        var fresh = Build("level-iv", changed, File("Zeta", "One")).NewSince(saved);

        Assert.Equal(["Acme", "Zeta"], fresh.Groups.Select(group => group.Source.Manufacturer));
        Assert.Equal(["(0008,0060)", "(0008,1030)"], fresh.Groups[0].Entries.Select(entry => entry.Name));
        Assert.True(fresh.Groups[1].Entries.Count > 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"wsidicomizer-inventory\",\"version\":2}")]
    [InlineData("{\"format\":\"wsidicomizer-inventory\",\"version\":1,\"sources\":7}")]
    [InlineData("{\"format\":7}")]
    [InlineData("PLANTED-4711")]
    public void Load_SomethingElse_SaysSoWithoutItsContent(string text)
    {
        var path = Path.GetTempFileName();
        System.IO.File.WriteAllText(path, text);

        var exception = Assert.Throws<InventoryException>(() => InventoryJson.Load(path));

        System.IO.File.Delete(path);
        Assert.Contains("no saved inventory", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DeepOrTooLarge_IsRefused()
    {
        var path = Path.GetTempFileName();
        System.IO.File.WriteAllText(path, new string('[', 100_000));

        Assert.Throws<InventoryException>(() => InventoryJson.Load(path));
        Assert.Throws<InventoryException>(() => InventoryJson.Load(path, new InventoryLimits { MaximumSavedBytes = 10 }));
        System.IO.File.Delete(path);
        Assert.Throws<InventoryException>(() => InventoryJson.Load(path));
    }

    private static ProjectKey Key { get; } = new(new byte[ProjectKey.LengthBytes]);

    private static DicomFileMetaInformation Meta { get; } =
        DicomFileMetaInformation.Of(File("", "").Dataset, DicomTransferSyntax.ExplicitVRLittleEndian);

    private static ResolvedProfile Shipped(string name) => ResolvedProfile.Resolve(
        new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles")).Load(name));

    private static InventoryEntry Entry(ArchiveInventory inventory, string name) =>
        Assert.Single(inventory.Groups.SelectMany(group => group.Entries), entry => entry.Name == name);

    private static ArchiveInventory Build(string profile, params DicomFile[] files) =>
        Build(Shipped(profile), showsValues: false, limits: null, files);

    private static ArchiveInventory Build(
        ResolvedProfile profile, bool showsValues, InventoryLimits? limits, params DicomFile[] files)
    {
        var builder = new InventoryBuilder(profile, Key, showsValues, limits);
        foreach (var file in files)
        {
            builder.Add(file);
        }

        return builder.Build();
    }

    private static string Json(ArchiveInventory inventory)
    {
        using var stream = new MemoryStream();
        InventoryJson.Write(stream, inventory);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static DicomFile File(string manufacturer, string model, params (DicomTag Tag, string Value)[] values)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.SOPInstanceUID, "1.2.3.4" },
            { DicomTag.Modality, "SM" },
            { DicomTag.Manufacturer, manufacturer },
            { DicomTag.ManufacturerModelName, model },
        };
        foreach (var (tag, value) in values)
        {
            dataset.Add(tag, value);
        }

        return new DicomFile(
            DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), dataset);
    }
}
