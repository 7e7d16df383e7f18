using Google.Protobuf;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Statistics;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Analysis.Support;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Analysis.Reading;

/// <summary>Event files of any writer are read, by the rules of section 2 to 9 of TensorBoard's format.</summary>
public sealed class RunReaderTests : IDisposable
{
    private const string First = "events.out.tfevents.1760000000.host.1.0";
    private const string Second = "events.out.tfevents.1760000100.host.2.0";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void BothEncodingsAreScalars()
    {
        new ForeignLog().Version()
            .Simple("a", 1, 1.5f)
            .Tensor("b", 1, new Tensor { Dtype = 1, TensorShape = new Shape(), FloatVal = { 2.5f } })
            .Tensor("b", 2, new Tensor { Dtype = 1, TensorContent = ByteString.CopyFrom(BitConverter.GetBytes(3.5f)) }, plugin: null)
            .Tensor("c", 1, new Tensor { Dtype = 2, DoubleVal = { 0.1 } })
            .Tensor("c", 2, new Tensor { Dtype = 2, TensorContent = ByteString.CopyFrom(BitConverter.GetBytes(0.2)) })
            .Tensor("d", 1, new Tensor { Dtype = 3, IntVal = { -7 } })
            .Tensor("d", 2, new Tensor { Dtype = 9, Int64Val = { 1L << 40 } })
            .Tensor("e", 1, new Tensor { Dtype = 1, FloatVal = { 4 }, TensorShape = new Shape { Dim = { new Shape.Types.Dim { Size = 1 } } } })
            .Tensor("f", 1, new Tensor { Dtype = 10, BoolVal = { true } })
            .Save(_directory, First);

        Assert.Equal(
            [("a", 1, 1.5), ("b", 1, 2.5), ("b", 2, 3.5), ("c", 1, 0.1), ("c", 2, 0.2), ("d", 1, -7), ("d", 2, 1L << 40), ("e", 1, 4), ("f", 1, 1.0)],
            Points.Read(_directory).All);
    }

    [Fact]
    public void OtherKindsAreCountedAndNoScalars()
    {
        var histogram = new Tensor { Dtype = 1, TensorShape = new Shape { Dim = { new Shape.Types.Dim { Size = 2 }, new Shape.Types.Dim { Size = 3 } } } };
        new ForeignLog().Version()
            .Tensor("h", 1, histogram, "histograms")
            .Tensor("t", 1, new Tensor { Dtype = 7, StringVal = { ByteString.CopyFromUtf8("hi") } }, "text")
            .Tensor("mesh", 1, new Tensor { Dtype = 1, FloatVal = { 9 } }, "mesh")
            .Tensor("mesh", 2, new Tensor { Dtype = 1, FloatVal = { 9 } }, plugin: null)
            .Value(3, new Summary.Types.Value { Tag = "i", Image = ByteString.Empty }, new Summary.Types.Value { Tag = "a", SimpleValue = 1 })
            .Save(_directory, First);

        Points points = Points.Read(_directory, out RunData data);

        Assert.Equal([("a", 3, 1.0)], points.All);
        Assert.Equal(
            [("h", "histograms", 1L), ("t", "text", 1L), ("mesh", "mesh", 2L), ("i", "images", 1L)],
            data.Table.Tags.Where(t => t.OtherValues > 0).Select(t => (t.Name, t.OtherKind, t.OtherValues)));
        Assert.Equal(0, data.Files[0].FaultCount);
        Assert.Equal("foreign", data.Files[0].Writer);
    }

    [Fact]
    public void HyperparametersAreReadFromThePluginAndFromCleanRlsTable()
    {
        var start = new HParamsPluginData { SessionStartInfo = new SessionStartInfo() };
        start.SessionStartInfo.Hparams["lr"] = Google.Protobuf.WellKnownTypes.Value.ForNumber(0.5);
        var end = new HParamsPluginData { SessionEndInfo = new SessionEndInfo { Status = 1 } };
        new ForeignLog().Version()
            .Value(0, new Summary.Types.Value { Tag = "_hparams_/session_start_info", Metadata = ForeignLog.Plugin("hparams", start.ToByteString()) })
            .Tensor("hyperparameters/text_summary", 0, new Tensor { Dtype = 7, StringVal = { ByteString.CopyFromUtf8("|param|value|\n|-|-|\n|seed|3|\n|gamma|0.9|") } }, "text")
            .Value(0, new Summary.Types.Value { Tag = "_hparams_/session_end_info", Metadata = ForeignLog.Plugin("hparams", end.ToByteString()) })
            .Save(_directory, First);

        Points.Read(_directory, out RunData data);

        Assert.Equal([("gamma", "0.9"), ("lr", "0.5"), ("seed", "3")], data.Hyperparameters.Select(p => (p.Key, p.Value)));
        Assert.Equal(RunSession.Ended, data.Session);
    }

    [Fact]
    public void ARestartVoidsWhatStandsBeforeItInAllTags()
    {
        new ForeignLog().Version().Start(0).Simple("a", 10, 1).Simple("b", 20, 2).Simple("a", 30, 3).Save(_directory, First);
        new ForeignLog().Version().Start(20).Simple("a", 20, 4).Save(_directory, Second);

        Points points = Points.Read(_directory, out RunData data);

        Assert.Equal([("a", 10, 1.0), ("a", 20, 4)], points.All);
        Assert.Equal(2, data.VoidValues);
    }

    [Fact]
    public void ARestartDeepInAFileVoidsWhatCameBefore()
    {
        var log = new ForeignLog().Version();
        for (int i = 0; i < 20; i++)
        {
            log.Simple("a", i, i);
        }

        log.Start(5).Simple("a", 5, 50).Save(_directory, First);

        Assert.Equal([(0L, 0.0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 50)], Points.Read(_directory).Of("a"));
    }

    [Fact]
    public void FilesComeInTheOrderOfTheirNumbersAndOtherFilesAreNone()
    {
        new ForeignLog().Simple("a", 2, 2).Save(_directory, "events.out.tfevents.1760000000.host.1.10");
        new ForeignLog().Simple("a", 1, 1).Save(_directory, "events.out.tfevents.1760000000.host.1.9");
        new ForeignLog().Simple("a", 3, 3).Save(_directory, "events.out.tfevents.1760000001.host.1.0.v2");
        new ForeignLog().Simple("a", 4, 4).Save(_directory, "x.tfevents.profile-empty");
        new ForeignLog().Simple("a", 5, 5).Save(_directory, "notes.txt");

        Assert.Equal([(1L, 1.0), (2, 2), (3, 3)], Points.Read(_directory).Of("a"));
    }

    [Fact]
    public void RunsAreFoundInAllSubdirectories()
    {
        new ForeignLog().Simple("a", 1, 1).Save(_directory, First);
        new ForeignLog().Simple("a", 1, 1).Save(_directory, "b/run10/" + First);
        new ForeignLog().Simple("a", 1, 1).Save(_directory, "b/run9/" + First);
        Directory.CreateDirectory(_directory.File("empty"));

        Assert.Equal([".", "b/run9", "b/run10"], RunFolder.Find(_directory.Path).Select(r => r.Name.Replace('\\', '/')));
    }

    [Fact]
    public void AGrowingRunIsFollowedRecordByRecord()
    {
        byte[] all = new ForeignLog().Version().Start(0).Simple("a", 1, 1).Simple("a", 2, 2).ToArray();
        string path = _directory.File(First);
        var points = new Points();
        var reader = new RunReader(new RunFolder(".", _directory.Path), points);
        for (int length = 0; length <= all.Length; length += 7)
        {
            File.WriteAllBytes(path, all[..length]);
            reader.Read();
        }

        File.WriteAllBytes(path, all);
        reader.Read();
        Assert.Equal([("a", 1, 1.0), ("a", 2, 2.0)], points.All);

        new ForeignLog().Version().Start(2).Simple("a", 2, 7).Save(_directory, Second);
        reader.Read();
        Assert.Equal([("a", 1, 1.0), ("a", 2, 7.0)], points.All);

        new ForeignLog().Version().Simple("b", 1, 1).Save(_directory, First);
        reader.Read();
        Assert.Equal([("b", 1, 1.0), ("a", 2, 7.0)], points.All);
        Assert.All(reader.Data.Files, file => Assert.Equal(0, file.FaultCount));
    }

    [Fact]
    public void WhatTheProductWritesIsReadBack()
    {
        using (EventFileWriter writer = EventFileWriter.Create(_directory.Path, "test", 0, new FixedTime(1_760_000_000)))
        {
            for (int i = 1; i <= 1000; i++)
            {
                writer.Begin(i, i);
                writer.Scalar(writer.Tag("Training/Loss"), 1f / i);
                writer.Scalar(writer.Tag("Training/日本"), i);
                writer.End();
            }
        }

        var reader = new RunReader(new RunFolder(".", _directory.Path), SeriesVisitor.Instance);
        reader.Read();

        Series loss = reader.Data.Series[0];
        Assert.Equal(["Training/Loss", "Training/日本"], reader.Data.Series.Select(s => s.Tag));
        Assert.Equal((1000, 1, 1f / 1000, 1f / 1000, 1000), (loss.Count, loss.First, loss.Last, loss.Min, loss.MinStep));
        Assert.Equal(1000, reader.Data.TotalSteps);
    }

    [Fact]
    public void ASummaryFileWithNestedTagsIsARun()
    {
        File.WriteAllText(_directory.File("summary.json"), """
            {"./run/loss": [[1.0, 1, 0.5], [2.0, 2, NaN], [3.0, 3, -Infinity]], "eval": {"mean \u0041": [[1, 10, 1e-3]], "none": []}, "x": {}}
            """);

        Points points = Points.Read(_directory, out RunData data);

        Assert.Equal(
            [("./run/loss", 1, 0.5), ("./run/loss", 2, double.NaN), ("./run/loss", 3, double.NegativeInfinity), ("eval/mean A", 10, 1e-3)],
            points.All);
        Assert.Equal(0, data.Files[0].FaultCount);
        Assert.Equal(".", Assert.Single(RunFolder.Find(_directory.Path)).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2]")]
    [InlineData("{\"a\": [[1, 2, \"x\"]]}")]
    [InlineData("{\"a\": [[1, 1e300, 2]]}")]
    [InlineData("{\"a\": 5}")]
    [InlineData("{\"a\": []} x")]
    [InlineData("{\"a\\u00zz\": []}")]
    public void ADamagedSummaryFileIsNamedAndNoCrash(string text)
    {
        File.WriteAllText(_directory.File("summary.json"), text);

        Points points = Points.Read(_directory, out RunData data);

        Assert.Empty(points.All);
        Assert.Equal(1, data.Files[0].FaultCount);
    }
}
