using System.Text;
using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>--encrypt-for</c> and <c>reidentify</c>: what was taken comes back with the key, and shows nothing without it.</summary>
public sealed class OriginalsTests : IDisposable
{
    private const string OpenSsl = "openssl";
    private const string Cipher = "aes-256-cbc";
    private readonly TempFolder _folder = new();

    [ToolFact(OpenSsl, Tools.Python)]
    public void Reidentify_EverySampleSlide_GivesTheOriginalDataSets()
    {
        var (certificate, key) = MakeKey("a");
        Deidentify(SharedSlides.File("dicom-wsi"), "out", "-p", "basic", "--encrypt-for", certificate);

        var run = Wsidicomizer.RunWell("reidentify", _folder["out"], "-o", _folder["again"], "--private-key", key);

        using var found = JsonDocument.Parse(
            Tools.RunScript("same_dataset.py", SharedSlides.File("dicom-wsi"), _folder["again"]));
        Assert.Equal(0, found.RootElement.GetProperty("different").GetArrayLength());
        Assert.True(found.RootElement.GetProperty("same").GetInt32() >= 7, run.Text);
    }

    [ToolFact(OpenSsl, Tools.Python, Slides = false)]
    public void Reidentify_PrivateNestedAndJapanese_GivesTheOriginalDataSet()
    {
        var (certificate, key) = MakeKey("a", "-passout", "file:" + Passphrase());
        Directory.CreateDirectory(_folder["in"]);
        Tools.RunScript("rich_instance.py", _folder["in/rich.dcm"]);
        Deidentify(_folder["in"], "out", "--encrypt-for", certificate);
        foreach (var file in Directory.EnumerateFiles(_folder["out"], "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf("uetzal"u8) < 0 && bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Jürgen")) < 0, file);
        }

        Wsidicomizer.RunWell(
            "reidentify", _folder["out"], "-o", _folder["again"], "--private-key", key, "--passphrase-file", Passphrase(),
            "--certificate", certificate);

        // The same instance twice is one, although its encrypted originals are other bytes each time.
        File.Copy(_folder["in/rich.dcm"], _folder["in/copy.dcm"]);
        Deidentify(_folder["in"], "twice", "--encrypt-for", certificate);
        Assert.Single(Directory.GetFiles(_folder["twice"], "*.dcm", SearchOption.AllDirectories));
        using var found = JsonDocument.Parse(Tools.RunScript("same_dataset.py", _folder["in"], _folder["again"]));
        Assert.Equal("""{"same": 1, "different": [], "missing": 0}""", found.RootElement.GetRawText());
    }

    [ToolFact(OpenSsl, "dciodvfy", Tools.Python)]
    public void Convert_ForTwo_IsConformAndOpensWithEitherKeyInOpenSsl()
    {
        var keys = new[] { MakeKey("a"), MakeKey("b") };
        var stranger = MakeKey("c");
        Wsidicomizer.RunWell(
            "convert", SharedSlides.File("synthetic/aperio-classic-rgb.svs"), "-o", _folder["out"],
            "--encrypt-for", keys[0].Certificate, "--encrypt-for", keys[1].Certificate);
        var instance = Directory.GetFiles(_folder["out"], "volume-0.dcm", SearchOption.AllDirectories).Single();

        Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text);
        Tools.RunScript("encrypted_content.py", instance, _folder["cms"]);
        var structure = Cms("-cmsout", "-print").Output;
        Assert.Contains("pkcs7-envelopedData", structure, StringComparison.Ordinal);
        Assert.Equal(2, structure.Split("subjectKeyIdentifier").Length - 1);
        Assert.Contains(Cipher, structure, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Example", structure, StringComparison.Ordinal);
        foreach (var (certificate, key) in keys)
        {
            var opened = Cms("-decrypt", "-inkey", key, "-recip", certificate, "-out", _folder["content"]);
            Assert.True(opened.ExitCode == 0, opened.Errors);
            var content = File.ReadAllBytes(_folder["content"]);
            Assert.True(content.AsSpan().IndexOf("WSIDICOMIZER ORIGINALS"u8) > 0);
        }

        Assert.NotEqual(0, Cms("-decrypt", "-inkey", stranger.Key, "-recip", stranger.Certificate, "-out", _folder["other"]).ExitCode);
    }

    [ToolFact(OpenSsl, Slides = false)]
    public void Report_OfTwoRuns_IsTheSameAndNamesTheCertificateByItsFingerprint()
    {
        var (certificate, _) = MakeKey("a");
        var key = Wsidicomizer.NewKey(_folder, "project.key");
        var slide = Wsidicomizer.Synthesize(_folder["in"], 3, "900x700")[0];
        var reports = new List<string>();
        var instances = new List<byte[]>();
        foreach (var name in (string[])["one", "two"])
        {
            Wsidicomizer.RunWell("convert", slide, "-o", _folder[name], "--key-file", key, "--encrypt-for", certificate);
            reports.Add(File.ReadAllText(Directory.GetFiles(_folder[name], "report.json", SearchOption.AllDirectories).Single()));
            instances.Add(File.ReadAllBytes(Directory.GetFiles(_folder[name], "volume-0.dcm", SearchOption.AllDirectories).Single()));
        }

        Assert.Equal(reports[0], reports[1]);
        Assert.Equal(instances[0].Length, instances[1].Length);
        Assert.NotEqual(instances[0], instances[1]);
        var shown = ProcessRun.Start(OpenSsl, ["x509", "-in", certificate, "-noout", "-fingerprint", "-sha256"]).Output;
        Assert.Contains(
            shown.Split('=')[1].Trim().Replace(":", "", StringComparison.Ordinal), reports[0], StringComparison.OrdinalIgnoreCase);
    }

    [ToolFact(OpenSsl, Tools.Python, Slides = false)]
    public void Reidentify_WhatCannotBe_IsToldAndTheOthersAreDone()
    {
        var (certificate, key) = MakeKey("a");
        var other = MakeKey("b");
        Directory.CreateDirectory(_folder["in"]);
        Tools.RunScript("rich_instance.py", _folder["in/rich.dcm"]);
        Deidentify(_folder["in"], "out", "--encrypt-for", certificate);
        var good = Directory.GetFiles(_folder["out"], "*.dcm", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(good);
        var content = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x00, 0x04, 0x20, 0x05, (byte)'O', (byte)'B']);
        bytes[content + 700] ^= 1;
        File.WriteAllBytes(_folder["out/tampered.dcm"], bytes);
        File.Copy(_folder["in/rich.dcm"], _folder["out/plain.dcm"]);

        var run = Wsidicomizer.Run("reidentify", _folder["out"], "-o", _folder["again"], "--private-key", key);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tampered.dcm: the private key opens none", run.Errors, StringComparison.Ordinal);
        Assert.Contains("plain.dcm: the instance has no EncryptedAttributesSequence", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("uetzal", run.Text, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder["again"], "*.dcm", SearchOption.AllDirectories));
        var wrong = Wsidicomizer.Run("reidentify", good, "-o", _folder["none"], "--private-key", other.Key);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("the private key opens none", wrong.Errors, StringComparison.Ordinal);
        Assert.Empty(FolderContent.Entries(_folder["none"]));
    }

    [ToolTheory(OpenSsl)]
    [InlineData("RSA", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")]
    [InlineData("1024 bits", "-newkey", "rsa:1024")]
    public void EncryptFor_WhatShouldNotBe_IsRefusedBeforeAnythingIsDone(string expected, params string[] newKey)
    {
        var made = ProcessRun.Start(
            OpenSsl,
            ["req", "-x509", .. newKey, "-nodes", "-keyout", _folder["k"], "-out", _folder["c.pem"], "-subj", "/CN=Example", "-days", "9"]);
        Assert.True(made.ExitCode == 0, made.Errors);

        var run = Wsidicomizer.Run("deidentify", SharedSlides.File("dicom-wsi"), "-o", _folder["out"], "--encrypt-for", _folder["c.pem"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Deidentify(string source, string output, params string[] options) =>
        Wsidicomizer.RunWell(["deidentify", source, "-o", _folder[output], .. options]);

    private ProcessRun Cms(params string[] arguments) =>
        ProcessRun.Start(OpenSsl, ["cms", .. arguments, "-inform", "DER", "-in", _folder["cms"]]);

    private string Passphrase() => _folder.Write("passphrase", "correct horse\n"u8);

    // As the README tells people to.
    private (string Certificate, string Key) MakeKey(string name, params string[] protection)
    {
        var (certificate, key) = (_folder[name + ".pem"], _folder[name + ".key"]);
        string[] how = protection.Length == 0 ? ["-nodes"] : protection;
        var run = ProcessRun.Start(
            OpenSsl,
            ["req", "-x509", "-newkey", "rsa:3072", .. how, "-keyout", key, "-out", certificate, "-subj", "/CN=Example " + name, "-days", "30"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return (certificate, key);
    }
}
