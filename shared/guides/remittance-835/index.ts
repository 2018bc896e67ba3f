export {
  type ClaimPaymentLoop,
  claimPaymentLoop,
  payeeLoop,
  type Remittance835,
  remittance835,
  remittanceHeaderLoop,
  remittancePayerLoop,
  type ServicePaymentLoop,
  servicePaymentLoop,
} from './guide.ts';
