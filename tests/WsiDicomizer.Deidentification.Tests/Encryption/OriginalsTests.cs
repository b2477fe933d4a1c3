using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Deidentification.Tests.Encryption;

public sealed class OriginalsTests : IDisposable
{
    private const string Name = "Quetzalcoatl^Xochitl";
    private readonly TestCertificates _certificates = new();

    [Fact]
    public void Restore_OfEveryRowThreeDeep_IsTheOriginal()
    {
        var identified = MarkedData.Create();
        var output = Deidentify(identified);
        Assert.NotNull(DicomDatasetComparer.FindDifference(identified, output));

        // What has no place in a data set does not come back.
        identified.Remove(item => item.Tag.IsGroupLength || item.Tag.Group is 0x0000 or 0x0002 or 0x0004 or 0xFFFC);
        Assert.Null(DicomDatasetComparer.FindDifference(identified, Restore(output, TestCertificates.First)));
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    public void Restore_PrivateNestedAndAccented_IsTheOriginal(string profile)
    {
        var identified = Sample("ISO_IR 100", "Müller^Jürgen");
        var output = Deidentify(identified, profile);
        var restored = Restore(Rewritten(output), TestCertificates.First);
        Assert.Null(DicomDatasetComparer.FindDifference(identified, restored));
    }

    [Theory]
    [InlineData("ISO_IR 192", "Wang^XiaoDong=王^小東")]
    [InlineData("ISO_IR 144", "Люкceмбypг")]
    [InlineData("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    public void Restore_AnotherCharacterSet_IsTheOriginal(string characterSet, string name)
    {
        var identified = Sample(characterSet, name);
        var restored = Restore(Rewritten(Deidentify(identified)), TestCertificates.First);
        Assert.Equal(name, restored.GetString(DicomTag.PatientName));
        Assert.Null(DicomDatasetComparer.FindDifference(identified, restored));
    }

    [Fact]
    public void Restore_TextBeyondTheDeclaredCharacterSet_IsThereInUtf8()
    {
        var identified = Sample(string.Empty, "Müller^Jürgen");
        var restored = Restore(Deidentify(identified), TestCertificates.First);
        Assert.Equal("Müller^Jürgen", restored.GetString(DicomTag.PatientName));
        Assert.Equal("ISO_IR 192", restored.GetString(DicomTag.SpecificCharacterSet));
        identified.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        Assert.Null(DicomDatasetComparer.FindDifference(identified, restored));
    }

    [Fact]
    public void Restore_EncapsulatedIcon_IsTheOriginal()
    {
        var frame = new MemoryByteSource(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9 });
        var identified = Sample("ISO_IR 192", Name).AddOrUpdate(new DicomSequence(
            DicomTag.IconImageSequence,
            new DicomDataset { new DicomFragmentSequence(DicomTag.PixelData, [], [frame], [0L]) }));
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        Encryptor().Protect(identified, output, DicomTransferSyntax.JPEGProcess1);
        var item = output.GetSequence(DicomTag.EncryptedAttributesSequence).Items[0];
        Assert.Equal("1.2.840.10008.1.2.4.50", item.GetString(DicomTag.EncryptedContentTransferSyntaxUID));
        Assert.Null(DicomDatasetComparer.FindDifference(identified, Restore(output, TestCertificates.First)));
    }

    [Fact]
    public void Restore_OnlyTheCertificatesOwn_TriesNoOther()
    {
        var output = Deidentify(Sample("ISO_IR 192", Name));
        var path = _certificates.Write("own.key", TestCertificates.First.ExportPkcs8PrivateKeyPem());
        using var key = ReidentificationKey.Load(
            path, passphrasePath: null, _certificates.Write("own.pem", TestCertificates.Pem(TestCertificates.First)));
        Assert.Equal(Name, new OriginalsDecryptor(key).Restore(output).GetString(DicomTag.PatientName));
        var ours = output.GetSequence(DicomTag.EncryptedAttributesSequence).Items[0];
        var limits = new EncryptionLimits { MaximumItems = 2 };
        output.AddOrUpdate(new DicomSequence(DicomTag.EncryptedAttributesSequence, ours, ours, ours));
        var exception = Assert.Throws<ReidentificationException>(() => new OriginalsDecryptor(key, limits).Restore(output));
        Assert.Contains("MaximumItems = 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_EarlierMarksAndEncryptedOriginals_ComeBack()
    {
        var identified = Sample("ISO_IR 192", Name);
        var once = Deidentify(identified, "level-iii");
        var twice = Deidentify(once);
        Assert.Single(twice.GetSequence(DicomTag.EncryptedAttributesSequence).Items);
        var restored = Restore(twice, TestCertificates.First);
        Assert.Null(DicomDatasetComparer.FindDifference(once, restored));
        Assert.Null(DicomDatasetComparer.FindDifference(identified, Restore(restored, TestCertificates.First)));
    }

    [Fact]
    public void Restore_ByEachOfSeveralRecipients_IsTheOriginal()
    {
        var identified = Sample("ISO_IR 192", Name);
        var output = Deidentify(identified, "level-iv", _certificates.Recipient(TestCertificates.First), _certificates.Recipient(TestCertificates.Second));
        Assert.Null(DicomDatasetComparer.FindDifference(identified, Restore(output, TestCertificates.First)));
        Assert.Null(DicomDatasetComparer.FindDifference(identified, Restore(output, TestCertificates.Second)));
    }

    [Fact]
    public void Restore_BesideAnotherProgramsItem_LeavesThatThere()
    {
        var identified = Sample("ISO_IR 192", Name);
        var output = Deidentify(identified);
        var ours = output.GetSequence(DicomTag.EncryptedAttributesSequence).Items[0];
        var foreign = new DicomDataset
        {
            { DicomTag.EncryptedContentTransferSyntaxUID, "1.2.840.10008.1.2" },
            { DicomTag.EncryptedContent, new byte[] { 1, 2 } },
        };
        output.AddOrUpdate(new DicomSequence(DicomTag.EncryptedAttributesSequence, foreign, ours));
        var restored = Restore(output, TestCertificates.First);
        Assert.Same(foreign, Assert.Single(restored.GetSequence(DicomTag.EncryptedAttributesSequence).Items));
        restored.Remove(DicomTag.EncryptedAttributesSequence);
        Assert.Null(DicomDatasetComparer.FindDifference(identified, restored));
    }

    [Fact]
    public void Protect_WithoutTheKey_ShowsNothing()
    {
        var identified = Sample("ISO_IR 192", Name);
        var output = Deidentify(identified);
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, output, explicitVR: true);
        var bytes = stream.ToArray();
        foreach (var value in new[] { "Quetzalcoatl", "ID-4711", "nested secret", "private secret", "1.2.3.4.5", "Example Hospital" })
        {
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(value)) < 0, value);
        }

        var exception = Assert.Throws<ReidentificationException>(() => Restore(output, TestCertificates.Second));
        Assert.Contains("opens none", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Protect_NamesOfAnyLength_HaveEquallyLongContents()
    {
        var lengths = new[] { "A", "Abcdefgh^Ijklmnop^Qrstuvwx" }
            .Select(name => Content(Deidentify(Sample("ISO_IR 192", name))).Length)
            .Distinct();
        Assert.Single(lengths);
    }

    [Fact]
    public void Protect_Report_SaysHowManyAndForWhom()
    {
        var identified = Sample("ISO_IR 192", Name);
        var result = TestProfiles.Shipped("level-iv").Deidentify(identified);
        var recipient = _certificates.Recipient(TestCertificates.First);
        var kept = new OriginalsEncryptor([recipient, recipient])
            .Protect(identified, result.Dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(recipient.Fingerprint, Assert.Single(kept.Certificates));
        var changed = identified.Count(item => !result.Dataset.TryGetDicomItem<DicomItem>(item.Tag, out var now)
            || DicomDatasetComparer.FindDifference(item, now) is not null);
        Assert.Equal(changed, kept.Attributes);
        var json = (result.Report with { EncryptedOriginals = kept }).ToJson();
        Assert.Contains($"\"encryptedOriginals\": {{\n    \"attributes\": {changed},", json, StringComparison.Ordinal);
        Assert.Contains(recipient.Fingerprint, json, StringComparison.Ordinal);
        Assert.DoesNotContain("encryptedOriginals", result.Report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Protect_MoreThanTheLimit_IsRefusedByItsName()
    {
        var identified = Sample("ISO_IR 192", Name).AddOrUpdate(new DicomOtherByte(new DicomTag(0x6000, 0x3000), new byte[5000]));
        var encryptor = new OriginalsEncryptor(
            [_certificates.Recipient(TestCertificates.First)], new EncryptionLimits { MaximumContentBytes = 4096 });
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        var exception = Assert.Throws<DeidentificationException>(
            () => encryptor.Protect(identified, output, DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.Contains("MaximumContentBytes = 4096", exception.Message, StringComparison.Ordinal);
        Assert.False(output.Contains(DicomTag.EncryptedAttributesSequence));
    }

    [Fact]
    public void Restore_OriginalsOfAnotherInstance_IsRefused()
    {
        var output = Deidentify(Sample("ISO_IR 192", Name));
        var other = Deidentify(Sample("ISO_IR 192", Name).AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.3.4.6"));
        other.AddOrUpdate(output.GetSequence(DicomTag.EncryptedAttributesSequence));
        var exception = Assert.Throws<ReidentificationException>(() => Restore(other, TestCertificates.First));
        Assert.Contains("another instance", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_WithoutOriginals_SaysSo()
    {
        var exception = Assert.Throws<ReidentificationException>(() => Restore(Sample("ISO_IR 192", Name), TestCertificates.First));
        Assert.Contains("no EncryptedAttributesSequence", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_AnyByteChanged_IsRefusedOrTheOriginal()
    {
        var identified = Sample("ISO_IR 192", Name);
        var output = Deidentify(identified);
        var content = Content(output);
        using var key = _certificates.PrivateKey(TestCertificates.First);
        var refused = 0;

        // Every byte of the structure before the content, and a part of the content.
        var positions = Enumerable.Range(0, Math.Min(content.Length, 700))
            .Concat(Enumerable.Range(0, 64).Select(step => 700 + (step * (content.Length - 701) / 64)))
            .Append(content.Length - 1);
        foreach (var position in positions)
        {
            var changed = (byte[])content.Clone();
            changed[position] ^= 0x10;
            try
            {
                var restored = new OriginalsDecryptor(key).Restore(WithContent(output, changed));
                Assert.Null(DicomDatasetComparer.FindDifference(identified, restored));
            }
            catch (ReidentificationException)
            {
                refused++;
            }
        }

        Assert.True(refused > 600, $"only {refused} were refused");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Restore_ContentCutOff_IsRefused(int length)
    {
        var output = Deidentify(Sample("ISO_IR 192", Name));
        var exception = Assert.Throws<ReidentificationException>(
            () => Restore(WithContent(output, Content(output)[..length]), TestCertificates.First));
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
    }

    [SharedSlidesFact]
    public void Restore_EverySampleSlide_IsTheOriginal()
    {
        var files = Directory.GetFiles(SharedSlides.File("dicom-wsi"), "*", SearchOption.AllDirectories)
            .Where(DicomFile.HasValidHeader)
            .ToList();
        Assert.True(files.Count >= 7, $"{files.Count} sample files");
        foreach (var path in files)
        {
            using var file = DicomFile.Open(path);
            var output = TestProfiles.Shipped("level-iv").Deidentify(file.Dataset).Dataset;
            Encryptor().Protect(file.Dataset, output, file.FileMetaInfo.TransferSyntax);
            var restored = Restore(output, TestCertificates.First);
            var expected = new DicomDataset(file.Dataset).Remove(item => item.Tag.IsGroupLength || item.Tag.Group == 0xFFFC);
            var difference = DicomDatasetComparer.FindDifference(expected, restored);
            Assert.True(difference is null, $"{path}: {difference}");
        }
    }

    public void Dispose() => _certificates.Dispose();

    private static DicomDataset Sample(string characterSet, string name)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.SOPInstanceUID, "1.2.3.4.5" },
            { DicomTag.PatientName, name },
            { DicomTag.PatientID, "ID-4711" },
            { DicomTag.PatientBirthDate, "19510314" },
            new DicomShortString(DicomTag.AccessionNumber),
            { DicomTag.DeidentificationMethod, "an earlier tool" },
            { DicomTag.Rows, (ushort)240 },
            new DicomLongString(new DicomTag(0x0009, 0x0010), "ACME 1.0"),
            new DicomUnknown(new DicomTag(0x0009, 0x1001), "private secret"u8.ToArray()),
            new DicomSequence(
                DicomTag.RequestAttributesSequence,
                new DicomDataset
                {
                    { DicomTag.RequestedProcedureID, "nested secret" },
                    new DicomSequence(
                        DicomTag.RequestedProcedureCodeSequence,
                        new DicomDataset { { DicomTag.CodingSchemeDesignator, "99ACME" }, { DicomTag.CodeMeaning, name } }),
                },
                new DicomDataset()),
            new DicomSequence(
                DicomTag.IconImageSequence,
                new DicomDataset { { DicomTag.Rows, (ushort)2 }, new DicomOtherByte(DicomTag.PixelData, new byte[4]) }),
        };
        if (characterSet.Length > 0)
        {
            dataset.Add(new DicomCodeString(DicomTag.SpecificCharacterSet, characterSet));
        }

        return dataset;
    }

    private static byte[] Content(DicomDataset output) =>
        output.GetSequence(DicomTag.EncryptedAttributesSequence).Items[0].GetDicomItem<DicomBytesElement>(DicomTag.EncryptedContent).ToArray();

    private static DicomDataset WithContent(DicomDataset output, byte[] content)
    {
        var item = new DicomDataset(output.GetSequence(DicomTag.EncryptedAttributesSequence).Items[0])
            .AddOrUpdate(new DicomOtherByte(DicomTag.EncryptedContent, content));
        return new DicomDataset(output).AddOrUpdate(new DicomSequence(DicomTag.EncryptedAttributesSequence, item));
    }

    // As a file would bring it back.
    private static DicomDataset Rewritten(DicomDataset dataset)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, explicitVR: true);
        return DicomDatasetParser.Parse(stream.ToArray(), DicomTransferSyntax.ExplicitVRLittleEndian, DicomReadOptions.Default);
    }

    private OriginalsEncryptor Encryptor() => new([_certificates.Recipient(TestCertificates.First)]);

    private DicomDataset Deidentify(DicomDataset identified, string profile = "level-iv", params RecipientCertificate[] recipients)
    {
        var output = TestProfiles.Shipped(profile).Deidentify(identified).Dataset;
        var encryptor = recipients.Length == 0 ? Encryptor() : new OriginalsEncryptor(recipients);
        encryptor.Protect(identified, output, DicomTransferSyntax.ExplicitVRLittleEndian);
        return output;
    }

    private DicomDataset Restore(DicomDataset output, RSA privateKey)
    {
        using var key = _certificates.PrivateKey(privateKey);
        return new OriginalsDecryptor(key).Restore(output);
    }
}
