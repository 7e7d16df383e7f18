using Google.Protobuf;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Randomness;

namespace Hamlet.Tests.Analysis.Reading;

/// <summary>What the scanner accepts, the classes of Google.Protobuf read alike, whatever the bytes.</summary>
public sealed class ScannerAgreementTests
{
    private static readonly double[] s_numbers = [0, -0.0, 1.5, double.NaN, double.PositiveInfinity, 1e300, -7];

    private readonly EventScanner _scanner = new();

    [Fact]
    public void RandomAndMutatedEventsAreReadAlike()
    {
        RandomStream random = new RandomStreams(8).Create("events");
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = RandomEvent(ref random).ToByteArray();
            accepted += Compare(bytes) ? 1 : 0;
            for (int mutation = 0; mutation < 4 && bytes.Length > 0; mutation++)
            {
                bytes = Mutate(bytes, ref random);
                accepted += Compare(bytes) ? 1 : 0;
            }
        }

        // The comparison means something: many were accepted.
        Assert.InRange(accepted, 10_000, 100_000);
    }

    [Fact]
    public void AnythingUnusualIsLeftToProtobuf()
    {
        Assert.False(_scanner.TryScan([]));
        Assert.False(_scanner.TryScan(new Event { FileVersion = "brain.Event:2" }.ToByteArray()));
        Assert.False(_scanner.TryScan(new Event { Summary = new Summary { Value = { new Summary.Types.Value { Tag = "a" } } } }.ToByteArray()));
        byte[] twice = [.. Simple("a", 1).ToByteArray(), .. Simple("b", 2).ToByteArray()];
        Assert.False(_scanner.TryScan(twice));
        Assert.Equal(2, Event.Parser.ParseFrom(twice).Summary.Value.Count);
        Assert.True(_scanner.TryScan(Simple("a", 1).ToByteArray()));
    }

    private static Event Simple(string tag, float value) =>
        new() { Step = 1, Summary = new Summary { Value = { new Summary.Types.Value { Tag = tag, SimpleValue = value } } } };

    private bool Compare(byte[] bytes)
    {
        if (!_scanner.TryScan(bytes))
        {
            return false;
        }

        Assert.True(EventMessages.TryParse(bytes, out Event? message), Convert.ToHexString(bytes));
        Assert.Equal(BitConverter.DoubleToInt64Bits(message.WallTime), BitConverter.DoubleToInt64Bits(_scanner.WallTime));
        Assert.Equal(message.Step, _scanner.Step);
        ScannedScalar[] scanned = _scanner.Scalars.ToArray();
        Assert.Equal(message.Summary.Value.Count, scanned.Length);
        for (int i = 0; i < scanned.Length; i++)
        {
            Summary.Types.Value value = message.Summary.Value[i];
            Assert.Equal(value.Tag, System.Text.Encoding.UTF8.GetString(bytes, scanned[i].TagStart, scanned[i].TagLength));
            Assert.True(EventMessages.TryScalar(value, null, out double number), Convert.ToHexString(bytes));
            Assert.Equal(number, scanned[i].Value);
            Assert.Equal(scanned[i].Bare, value.Tensor is not null && EventMessages.Plugin(value).Length == 0);
        }

        return true;
    }

    private static byte[] Mutate(byte[] bytes, ref RandomStream random)
    {
        byte[] mutated = (byte[])bytes.Clone();
        int at = random.NextInt32(bytes.Length);
        switch (random.NextInt32(4))
        {
            case 0:
                mutated[at] ^= (byte)(1 << random.NextInt32(8));
                return mutated;
            case 1:
                mutated[at] = (byte)random.NextInt32(256);
                return mutated;
            case 2:
                return [.. mutated[..at], .. mutated[(at + 1)..]];
            default:
                int length = random.NextInt32(bytes.Length - at) + 1;
                return [.. mutated[..(at + length)], .. mutated[at..]];
        }
    }

    private static Event RandomEvent(ref RandomStream random)
    {
        var message = new Event { WallTime = random.NextDouble(), Step = random.NextInt32(1000) - 3, Summary = new Summary() };
        for (int i = random.NextInt32(4); i >= 0; i--)
        {
            double number = s_numbers[random.NextInt32(s_numbers.Length)];
            var value = new Summary.Types.Value { Tag = new string('t', random.NextInt32(4) == 0 ? random.NextInt32(300) : 3) };
            if (random.NextInt32(2) == 0)
            {
                value.SimpleValue = (float)number;
            }
            else
            {
                value.Tensor = RandomTensor(number, ref random);
                value.Metadata = random.NextInt32(3) switch
                {
                    0 => null,
                    1 => new Metadata { PluginData = new Metadata.Types.PluginData { PluginName = "scalars" } },
                    _ => new Metadata { PluginData = new Metadata.Types.PluginData { PluginName = "scalars" }, DisplayName = "x" },
                };
            }

            message.Summary.Value.Add(value);
        }

        return message;
    }

    private static Tensor RandomTensor(double number, ref RandomStream random)
    {
        Shape? shape = random.NextInt32(3) switch
        {
            0 => null, 1 => new Shape(), _ => new Shape { Dim = { new Shape.Types.Dim { Size = 1 } } },
        };
        long integer = double.IsFinite(number) && Math.Abs(number) < 100 ? (long)number : 3;
        Tensor tensor = random.NextInt32(6) switch
        {
            0 => new Tensor { Dtype = 1, FloatVal = { (float)number } },
            1 => new Tensor { Dtype = 1, TensorContent = ByteString.CopyFrom(BitConverter.GetBytes((float)number)) },
            2 => new Tensor { Dtype = 2, DoubleVal = { number } },
            3 => new Tensor { Dtype = 2, TensorContent = ByteString.CopyFrom(BitConverter.GetBytes(number)) },
            4 => new Tensor { Dtype = 3, IntVal = { (int)integer } },
            _ => new Tensor { Dtype = 9, Int64Val = { integer } },
        };
        tensor.TensorShape = shape;
        return tensor;
    }
}
