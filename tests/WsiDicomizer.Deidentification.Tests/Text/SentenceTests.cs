using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Text;

/// <summary>Sentences as people write them about a subject: what is the subject's goes, what is not stays to the letter.</summary>
public class SentenceTests
{
    private static readonly DicomDataset Jane = new()
    {
        new DicomPersonName(DicomTag.PatientName, "Doe^Jane^Marie^Dr^III"),
        new DicomPersonName(DicomTag.ReferringPhysicianName, "von der Groß^Jürgen"),
        new DicomPersonName(DicomTag.OperatorsName, "Søndergård-Åkesson^Björn"),
        new DicomLongString(DicomTag.PatientID, "12-34 Z"),
        new DicomLongString(DicomTag.OtherPatientIDs, "0004711"),
        new DicomShortString(DicomTag.AccessionNumber, "E26-77"),
        new DicomDate(DicomTag.PatientBirthDate, "19510314"),
        new DicomDate(DicomTag.StudyDate, "20240131"),
        new DicomTime(DicomTag.StudyTime, "101112"),
        new DicomShortString(DicomTag.PatientTelephoneNumbers, "08-123 45 6"),
        new DicomLongString(DicomTag.PatientAddress, "Elm Street 5, Springfield"),
        new DicomLongString(DicomTag.InstitutionName, "Karolinska Klinik"),
    };

    private static readonly DicomDataset Tarou = new()
    {
        new DicomPersonName(DicomTag.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        new DicomLongString(DicomTag.PatientID, "ID-9"),
    };

    public static TheoryData<string, string> Taken { get; } = new()
    {
        // Names in any order, case and spelling.
        { "Biopsy of Jane Doe", "Biopsy of *** ***" },
        { "Doe, Jane: biopsy", "***, ***: biopsy" },
        { "Doe, J.: biopsy", "***, ***.: biopsy" },
        { "J. Doe, left arm", "***. ***, left arm" },
        { "J.M. Doe, left arm", "***.***. ***, left arm" },
        { "DOE^JANE^MARIE left arm", "***^***^*** left arm" },
        { "doe_jane_left arm", "***_***_left arm" },
        { "janedoe left arm", "*** left arm" },
        { "JaneDoe left arm", "*** left arm" },
        { "seen with jdoe today", "seen with *** today" },
        { "DoeJ, slide 1", "***, slide 1" },
        { "Jane's mole", "***'s mole" },
        { "JANE’s mole", "***’s mole" },
        { "Marie has a mole", "*** has a mole" },
        { "(Doe)", "" },
        { "Doe/Jane/HE", "***/***/HE" },
        { "Slide of D\u00ADoe, skin", "Slide of ***, skin" },
        { "Slide of Do\u200Be, skin", "Slide of ***, skin" },
        { "Ｄｏｅ skin", "*** skin" },
        { "Befund für Jürgen Groß, Haut", "Befund für *** ***, Haut" },
        { "Befund für JUERGEN GROSS, Haut", "Befund für *** ***, Haut" },
        { "Befund Ju\u0308rgen, Haut", "Befund ***, Haut" },
        { "Jurgen Gross, Haut", "*** ***, Haut" },
        { "Einsender von der Groß, Haut", "Einsender *** *** ***, Haut" },
        { "J. v. d. Groß, Haut", "J. v. d. ***, Haut" },
        { "scannad av Björn Søndergård", "scannad av *** ***" },
        { "scannad av BJORN SONDERGARD-AKESSON", "scannad av *** ***-***" },
        { "scannad av Soendergaard, hud", "scannad av ***, hud" },
        { "Åkesson: hud", "***: hud" },
        { "Akesson: hud", "***: hud" },

        // Titles and labels before any name.
        { "seen by Dr. Watson, skin", "seen by ***, skin" },
        { "Herr Meier, Haut", "***, Haut" },
        { "Frau Prof. Dr. Lise Meier, Haut", "***, Haut" },
        { "Mrs Smith; skin", "***; skin" },
        { "Patient: Smith; skin", "*** skin" },
        { "Nachname: Schulz Haut", "*** Haut" },

        // Numbers as they are and otherwise parted.
        { "Case 12-34 Z again", "Case *** again" },
        { "Case 1234Z again", "Case *** again" },
        { "Case 12 34 z again", "Case *** again" },
        { "Case 12/34/Z again", "Case *** again" },
        { "no 4711 again", "no *** again" },
        { "no 0004711 again", "no *** again" },
        { "no A4711 again", "no *** again" },
        { "see E26-77, skin", "see ***, skin" },
        { "see e26 77, skin", "see ***, skin" },
        { "see E2677, skin", "see ***, skin" },
        { "block S24-12345 A1", "block *** A1" },
        { "MRN 12 skin", "*** skin" },
        { "1234567890 skin", "*** skin" },

        // Dates: the birth date, the study's, any.
        { "born 14.03.1951, skin", "*** skin" },
        { "born 14.3.51, skin", "*** skin" },
        { "born 3/14/1951, skin", "*** skin" },
        { "born 1951-03-14, skin", "*** skin" },
        { "born March 14, 1951, skin", "born ***, skin" },
        { "born 14 Mar 1951, skin", "***, skin" },
        { "geb. 14. März 1951, Haut", "***, Haut" },
        { "née le 14 mars 1951, peau", "née le ***, peau" },
        { "född den 14 mars 1951, hud", "född den ***, hud" },
        { "född 31 januari 2024, hud", "född ***, hud" },
        { "le 31 janvier 2024, peau", "le ***, peau" },
        { "am 31. Jänner 2024, Haut", "am ***, Haut" },
        { "2024年1月31日 皮膚", "*** 皮膚" },
        { "昭和26年3月14日 皮膚", "*** 皮膚" },
        { "on 20240131, skin", "on ***, skin" },
        { "at 10:11:12 skin", "at *** skin" },
        { "kl 10.11 pm skin", "kl *** skin" },
        { "31JAN2024 skin", "*** skin" },
        { "Jan 2024 skin", "*** skin" },
        { "01/2024 skin", "*** skin" },

        // Where a person is to be found.
        { "call 08-123 45 6, skin", "call ***, skin" },
        { "call +46 8 123 45 67 skin", "call *** skin" },
        { "tel. (030) 1234567 skin", "tel. *** skin" },
        { "jane.doe@example.org skin", "*** skin" },
        { "lives in Springfield, skin", "lives in ***, skin" },
        { "from Karolinska, skin", "from ***, skin" },
        { "see https://pacs.example.org/1?x=2 skin", "see *** skin" },
        { "from 10.1.2.3 skin", "from *** skin" },
        { @"in \\server\slides\x.svs skin", "in *** skin" },
        { "in C:\\slides\\x.svs skin", "in *** skin" },
    };

    public static TheoryData<string> Untouched { get; } =
    [
        "Skin biopsy", "Hematoxylin and eosin stain", "HE, 40x, NA 0.75", "pT2 N0 M0, grade III", "Ki-67 20 %, HER2 3+, ER 90 %",
        "Haut, Exzisat von der linken Schulter", "Entnahme an der Stelle links und unten von der Narbe", "Hautbiopsie, HE-Färbung",
        "Peau du bras, coloration HES", "Biopsie cutanée de la jambe", "Hudbiopsi från vänster arm", "van Gieson, PAS, Alcian blue pH 2.5",
        "皮膚生検、HE染色", "CD3/CD20 double stain, 1:100 dilution", "0.2525 um/pixel, 2.5 x 3.1 mm, 20 % formalin", "2 sets, 3 sections, 1 of 2",
        "Dr", "margins 2 mm and 4 mm", "Clark level IV, Breslow 1.2 mm", "mitoses 3/10 HPF", "University hospital, department of pathology",
    ];

    [Theory]
    [MemberData(nameof(Taken))]
    public void Clean_SentenceAboutTheSubject_LosesTheSubjectAlone(string text, string expected)
    {
        var cleaned = new DescriptorCleaner(IdentityWords.Collect(Jane, DeidentificationLimits.Default)).Clean(text, out var redactions);
        Assert.Equal(expected, cleaned);
        Assert.InRange(redactions, 1, 4);
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void Clean_SentenceAboutTissue_StaysToTheLetter(string text)
    {
        var cleaner = new DescriptorCleaner(IdentityWords.Collect(Jane, DeidentificationLimits.Default));
        Assert.Equal(text, cleaner.Clean(text, out var redactions));
        Assert.Equal(0, redactions);
        Assert.Equal(text, cleaner.CleanOwn(text, isCodeMeaning: false, out _));
    }

    [Theory]
    [InlineData("山田太郎 皮膚", "*** 皮膚")]
    [InlineData("太郎の皮膚", "***の皮膚")]
    [InlineData("やまだ たろう 皮膚", "*** *** 皮膚")]
    [InlineData("YAMADA T. 皮膚", "*** ***. 皮膚")]
    [InlineData("ＹＡＭＡＤＡ 皮膚", "*** 皮膚")]
    [InlineData("yamadatarou 皮膚", "*** 皮膚")]
    public void Clean_NamesInSeveralScripts_AreTakenOut(string text, string expected)
    {
        var cleaned = new DescriptorCleaner(IdentityWords.Collect(Tarou, DeidentificationLimits.Default)).Clean(text, out _);
        Assert.Equal(expected, cleaned);
    }

    [Theory]
    [InlineData("Biopsy of Jane Doe", "Biopsy of *** ***")]
    [InlineData("Sampled 31.1.2024 and 1 Feb 2024", "Sampled *** and 1 Feb 2024")]
    [InlineData("Sampled 20240131101112", "Sampled ***")]
    [InlineData("Case 12-34 Z; S24-12345", "Case ***; S24-12345")]
    [InlineData("from Karolinska, Springfield", "from Karolinska, Springfield")]
    public void CleanOwn_WhatIsNotTheSubjects_Stays(string text, string expected) => Assert.Equal(
        expected,
        new DescriptorCleaner(IdentityWords.Collect(Jane, DeidentificationLimits.Default)).CleanOwn(text, isCodeMeaning: false, out _));

    [Theory]
    [InlineData("Brown^Gram", "Brown stain", "Brown stain")]
    [InlineData("Brown^Gram", "Gram stain", "Gram stain")]
    [InlineData("Brown^Gram", "Gram Brown", "")]
    [InlineData("Brown^Gram", "Stain of Gram Brown", "Stain of *** ***")]
    [InlineData("Brown^Jane", "Stain of Jane", "Stain of ***")]
    [InlineData("Skin^Jane", "Skin structure", "Skin structure")]
    public void CleanOwn_MeaningsOfCodes_KeepTheirOrdinaryWords(string name, string text, string expected)
    {
        var subject = new DicomDataset { new DicomPersonName(DicomTag.PatientName, name) };
        Assert.Equal(
            expected,
            new DescriptorCleaner(IdentityWords.Collect(subject, DeidentificationLimits.Default)).CleanOwn(text, isCodeMeaning: true, out _));
    }

    [Theory]
    [InlineData("Müller", "MULLER", "MUELLER")]
    [InlineData("Straße", "STRASSE", "STRASSE")]
    [InlineData("Ångström", "ANGSTROM", "AANGSTROEM")]
    [InlineData("Ægidius Œuvre", "AEGIDIUS OEUVRE", "AEGIDIUS OEUVRE")]
    [InlineData("Łódź Şimşek Dvořák", "LODZ SIMSEK DVORAK", "LODZ SIMSEK DVORAK")]
    [InlineData("ÀÉÎÕÜŸŠŽĆŃĘĐĞİŤŢĎŮĚŐŰĶĻĢ", "AEIOUYSZCNEDGITTDUEOUKLG", "AEIOUEYSZCNEDGITTDUEOUKLG")]
    [InlineData("Ｄｏｅ", "DOE", "DOE")]
    public void Fold_OfLettersWithAccents_IsTheLetterBelow(string text, string folded, string expanded) =>
        Assert.Equal((folded, expanded), (TextFolding.Fold(text), TextFolding.Expand(text)));
}
